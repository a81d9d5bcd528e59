#include "match/frequency.h"

#include "match/vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum {
    NUMBER_WORDS = 8, /* <number> is as many words */
    MOST_ASKED = 48,  /* no word that is not in the table is taken to be more frequent than this */
};

/* How often the commonest words of answers about schools come, in 100,000 words: counted in corpora/challenges-450 by
 * gen/frequency.py. */
static const struct {
    const char *word;
    unsigned count;
} common[] = {
    {"the", 5369}, {"a", 2828}, {"and", 2792}, {"to", 2061}, {"i", 1702}, {"it", 1618}, {"in", 1570}, {"of", 1378},
    {"for", 1139}, {"on", 1115}, {"is", 1091}, {"one", 911}, {"we", 851}, {"that", 779}, {"with", 755}, {"my", 743},
    {"they", 707}, {"have", 683}, {"what", 599}, {"no", 575}, {"who", 563}, {"me", 551}, {"do", 515}, {"at", 503},
    {"kids", 503}, {"so", 467}, {"by", 455}, {"them", 455}, {"this", 455}, {"when", 431}, {"are", 419}, {"not", 407},
    {"our", 407}, {"then", 407}, {"out", 384}, {"same", 384}, {"has", 348}, {"was", 348}, {"us", 336}, {"every", 324},
    {"up", 300}, {"school", 288}, {"all", 276}, {"time", 276}, {"you", 276}, {"can't", 264}, {"nobody", 264},
    {"year", 264}, {"about", 252}, {"day", 252}, {"i'm", 252}, {"it's", 252}, {"teachers", 252}, {"an", 240},
    {"teacher", 240}, {"two", 240}, {"which", 240}, {"can", 228}, {"from", 228}, {"how", 228}, {"three", 228},
    {"but", 216}, {"there", 216}, {"had", 204}, {"isn't", 204}, {"people", 204}, {"their", 204}, {"first", 192},
    {"four", 192}, {"go", 192}, {"grade", 192}, {"room", 192}, {"see", 192}, {"be", 180}, {"each", 180}, {"get", 180},
    {"got", 180}, {"i've", 180}, {"if", 180}, {"or", 180}, {"plan", 180}, {"1", 168}, {"like", 168}, {"minutes", 168},
    {"now", 168}, {"she", 168}, {"staff", 168}, {"than", 168}, {"ask", 156}, {"back", 156}, {"different", 156},
    {"down", 156}, {"here", 156}, {"know", 156}, {"last", 156}, {"where", 156}, {"would", 156}, {"asked", 144},
    {"don't", 144}, {"good", 144}, {"half", 144}, {"line", 144}, {"more", 144}, {"never", 144}, {"since", 144},
    {"six", 144}, {"tell", 144}, {"were", 144}, {"3", 132}, {"after", 132}, {"anything", 132}, {"been", 132},
    {"bus", 132}, {"could", 132}, {"did", 132}, {"does", 132}, {"he", 132}, {"just", 132}, {"off", 132},
    {"only", 132}, {"say", 132}, {"teach", 132}, {"too", 132}, {"training", 132}, {"want", 132}, {"we're", 132},
    {"went", 132}, {"before", 120}, {"board", 120}, {"kid", 120}, {"lunch", 120}, {"need", 120}, {"next", 120},
    {"open", 120}, {"own", 120}, {"ten", 120}, {"think", 120}, {"until", 120}, {"why", 120}, {"work", 120},
    {"2", 108}, {"4", 108}, {"because", 108}, {"class", 108}, {"comes", 108}, {"done", 108}, {"five", 108},
    {"going", 108}, {"its", 108}, {"let", 108}, {"min", 108}, {"new", 108}, {"ones", 108}, {"other", 108},
    {"parents", 108}, {"says", 108}, {"still", 108}, {"table", 108}, {"week", 108}, {"years", 108}, {"any", 96},
    {"as", 96}, {"building", 96}, {"choice", 96}, {"data", 96}, {"drive", 96}, {"else", 96}, {"everybody", 96},
    {"folks", 96}, {"hall", 96}, {"june", 96}, {"lesson", 96}, {"look", 96}, {"old", 96}, {"once", 96}, {"over", 96},
    {"pd", 96}, {"run", 96}, {"somebody", 96}, {"students", 96}, {"there's", 96}, {"thing", 96}, {"above", 84},
    {"again", 84}, {"also", 84}, {"bought", 84}, {"budget", 84}, {"child", 84}, {"children", 84}, {"doing", 84},
    {"door", 84}, {"even", 84}, {"everyone", 84}, {"goes", 84}, {"groups", 84}, {"hours", 84}, {"level", 84},
    {"none", 84}, {"office", 84}, {"page", 84}, {"pilot", 84}, {"plus", 84}, {"prep", 84}, {"put", 84}, {"read", 84},
    {"ready", 84}, {"second", 84}, {"some", 84}, {"state", 84}, {"student", 84}, {"tech", 84}, {"they're", 84},
    {"through", 84}, {"trained", 84}, {"w", 84}, {"way", 84}, {"whole", 84}, {"will", 84}, {"word", 84},
};

bool vb_frequency_get(size_t i, vb_frequent_word *word)
{
    if (i >= sizeof common / sizeof *common)
        return false;
    *word = (vb_frequent_word){{common[i].word, strlen(common[i].word)}, common[i].count};
    return true;
}

/* How many nodes ask for each predicate. */
static bool count_asked(vb_builder *builder)
{
    const vb_coder *coder = builder->coder;
    size_t *nodes = calloc(coder->n_slots + 1, sizeof *nodes); /* that ask for each slot */
    bool ok = nodes != NULL;
    for (size_t i = 0; ok && i < coder->n_nodes; i++)
        if (coder->nodes[i].kind == VB_NODE_SLOT)
            nodes[coder->nodes[i].slot]++;
    for (size_t p = 0; ok && p < coder->n_predicates; p++)
        for (size_t k = 0; k < coder->predicate_slots[p].n; k++)
            builder->often[p] += nodes[coder->predicate_slots[p].items[k]];
    for (size_t p = 0; ok && p < coder->lexicon->n_parts; p++)
        if (coder->number_tests[p] != UINT32_MAX)
            builder->often[coder->number_tests[p]] *= NUMBER_WORDS;
    for (size_t p = 0; p < coder->n_predicates; p++)
        if (builder->often[p] > MOST_ASKED)
            builder->often[p] = MOST_ASKED;
    free(nodes);
    return ok;
}

static bool is_english(const vb_lexicon *lexicon)
{
    for (size_t p = 0; p < lexicon->n_parts; p++)
        if (strcmp(lexicon->parts[p].settings.language, "english") == 0)
            return true;
    return false;
}

/* Add what the table knows, to every predicate that a word of it satisfies. */
static bool count_common(vb_builder *builder)
{
    vb_vocabulary vocabulary;
    if (!is_english(builder->coder->lexicon))
        return true;
    if (vb_vocabulary_init(&vocabulary, builder->coder, NULL) != VB_OK)
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof common / sizeof *common; i++) {
        vb_str form = {common[i].word, strlen(common[i].word)};
        const vb_word *word;
        ok = vb_vocabulary_find(&vocabulary, form, form.ptr + form.len, &word);
        for (uint32_t k = 0; ok && word != NULL && k < word->n_predicates; k++)
            builder->often[word->predicates[k]] += common[i].count;
    }
    vb_vocabulary_release(&vocabulary);
    return ok;
}

bool vb_frequency_count(vb_builder *builder)
{
    builder->often = calloc(builder->coder->n_predicates + 1, sizeof *builder->often);
    return builder->often != NULL && count_asked(builder) && count_common(builder);
}
