#include "match/frequency.h"

#include "match/vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum {
    NUMBER_WORDS = 8, /* <number> is as many words */
    MOST_ASKED = 48,  /* no word that is not in the table is taken to be more frequent than this */
};

/* How often the commonest words of answers about schools come, in 100,000 words: counted in corpora/challenges-450. */
static const struct {
    const char *word;
    unsigned count;
} common[] = {
    {"the", 5479}, {"a", 2886}, {"and", 2849}, {"to", 2103}, {"i", 1737}, {"it", 1651}, {"in", 1602}, {"of", 1406},
    {"for", 1162}, {"on", 1137}, {"is", 1113}, {"one", 929}, {"we", 868}, {"that", 795}, {"with", 770}, {"my", 758},
    {"they", 722}, {"have", 697}, {"what", 611}, {"no", 587}, {"who", 575}, {"me", 563}, {"do", 526}, {"kids", 514},
    {"at", 514}, {"so", 477}, {"by", 465}, {"them", 465}, {"this", 465}, {"when", 440}, {"are", 428}, {"then", 416},
    {"not", 416}, {"our", 416}, {"out", 391}, {"same", 391}, {"has", 355}, {"was", 355}, {"us", 342}, {"every", 330},
    {"up", 306}, {"school", 294}, {"time", 281}, {"all", 281}, {"you", 281}, {"nobody", 269}, {"teachers", 269},
    {"year", 269}, {"can't", 269}, {"about", 257}, {"day", 257}, {"i'm", 257}, {"it's", 257}, {"two", 245},
    {"an", 245}, {"which", 245}, {"teacher", 245}, {"how", 232}, {"three", 232}, {"can", 232}, {"from", 232},
    {"there", 220}, {"but", 220}, {"had", 208}, {"isn't", 208}, {"people", 208}, {"their", 208}, {"four", 196},
    {"see", 196}, {"first", 196}, {"go", 196}, {"room", 196}, {"grade", 196}, {"or", 183}, {"each", 183},
    {"get", 183}, {"plan", 183}, {"i've", 183}, {"if", 183}, {"got", 183}, {"be", 183}, {"minutes", 171},
    {"she", 171}, {"like", 171}, {"now", 171}, {"staff", 171}, {"than", 171}, {"last", 159}, {"here", 159},
    {"down", 159}, {"back", 159}, {"know", 159}, {"different", 159}, {"ask", 159}, {"would", 159}, {"where", 159},
    {"since", 147}, {"six", 147}, {"were", 147}, {"line", 147}, {"just", 147}, {"good", 147}, {"asked", 147},
    {"half", 147}, {"never", 147}, {"tell", 147}, {"don't", 147}, {"more", 147}, {"been", 135}, {"he", 135},
    {"want", 135}, {"bus", 135}, {"teach", 135}, {"anything", 135}, {"training", 135}, {"only", 135}, {"too", 135},
    {"we're", 135}, {"went", 135}, {"after", 135}, {"did", 135}, {"th", 135}, {"could", 135}, {"does", 135},
    {"off", 135}, {"say", 135}, {"work", 122}, {"until", 122}, {"ten", 122}, {"next", 122}, {"lunch", 122},
    {"think", 122}, {"need", 122}, {"why", 122}, {"own", 122}, {"open", 122}, {"kid", 122}, {"before", 122},
    {"board", 122}, {"let", 110}, {"table", 110}, {"because", 110}, {"five", 110}, {"says", 110}, {"other", 110},
    {"ones", 110}, {"still", 110}, {"class", 110}, {"comes", 110}, {"parents", 110}, {"min", 110}, {"going", 110},
    {"new", 110}, {"years", 110}, {"its", 110}, {"done", 110}, {"week", 110}, {"data", 98}, {"june", 98},
    {"hall", 98}, {"students", 98}, {"choice", 98}, {"else", 98}, {"pd", 98}, {"building", 98}, {"as", 98},
    {"there's", 98}, {"somebody", 98}, {"look", 98}, {"everybody", 98}, {"thing", 98}, {"folks", 98}, {"lesson", 98},
    {"run", 98}, {"once", 98}, {"over", 98}, {"any", 98}, {"old", 98}, {"drive", 98}, {"bought", 86}, {"word", 86},
    {"doing", 86}, {"above", 86}, {"they're", 86}, {"will", 86}, {"tech", 86}, {"learning", 86}, {"prep", 86},
    {"whole", 86}, {"pilot", 86}, {"goes", 86}, {"office", 86}, {"read", 86}, {"state", 86}, {"none", 86},
    {"put", 86}, {"groups", 86}, {"page", 86}, {"w", 86}, {"way", 86}, {"student", 86}, {"even", 86},
    {"children", 86}, {"again", 86}, {"ready", 86}, {"level", 86}, {"trained", 86}, {"everyone", 86}, {"also", 86},
    {"some", 86}, {"through", 86}, {"plus", 86}, {"hours", 86}, {"second", 86}, {"child", 86}, {"door", 86},
    {"budget", 86}, {"reading", 73}, {"under", 73}, {"front", 73}, {"most", 73}, {"standards", 73}, {"single", 73},
    {"sit", 73}, {"unit", 73}, {"that's", 73}, {"test", 73}, {"schools", 73}, {"hour", 73}, {"call", 73}, {"job", 73},
    {"away", 73}, {"block", 73}, {"taught", 73}, {"per", 73}, {"money", 73}, {"thirty", 73}, {"something", 73},
    {"set", 73}, {"move", 73}, {"real", 73}, {"who's", 73}, {"left", 73}, {"meeting", 73}, {"math", 73},
};

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
