#include "run/values.h"

#include "base/str.h"

static void add_number(vb_buffer *out, uint64_t number)
{
    char digits[24];
    size_t n = sizeof digits;
    do
        digits[--n] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    vb_buffer_add(out, digits + n, sizeof digits - n);
}

/* Thousandths as a decimal without idle zeros: 1500 is 1.5. */
static void add_thousandths(vb_buffer *out, uint64_t value)
{
    add_number(out, value / 1000);
    unsigned rest = (unsigned)(value % 1000);
    if (rest == 0)
        return;
    char digits[4] = {'.', (char)('0' + rest / 100), (char)('0' + rest / 10 % 10), (char)('0' + rest % 10)};
    size_t n = sizeof digits;
    while (digits[n - 1] == '0')
        n--;
    vb_buffer_add(out, digits, n);
}

/* Text for inside quotation marks in one line. */
static void add_quotable(vb_buffer *out, vb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        vb_buffer_add_char(out, c == '"' ? '\'' : c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
}

/* What a piece of evidence filled; with `meant` wrong spellings as what they were taken for. */
static void add_filled(vb_buffer *out, const vb_session *session, size_t number, bool meant)
{
    vb_evidence e = vb_session_evidence(session, number);
    const char *done = NULL; /* the end of what was added last */
    for (size_t k = 0; k < e.n_tokens; k++) {
        bool follows;
        vb_str token = vb_session_evidence_token(session, number, k, &follows);
        vb_str taken_for = vb_session_evidence_taken_for(session, number, k);
        if (done != NULL && follows)
            add_quotable(out, (vb_str){done, (size_t)(token.ptr - done)});
        else if (done != NULL)
            vb_buffer_add_text(out, " … ");
        add_quotable(out, meant && taken_for.ptr != NULL ? taken_for : token);
        done = token.ptr + token.len;
    }
}

void vb_evidence_text(const vb_session *session, size_t number, vb_buffer *out)
{
    add_filled(out, session, number, false);
}

static void add_quoted(vb_buffer *out, const vb_session *session, size_t number, bool meant)
{
    vb_buffer_add_char(out, '"');
    add_filled(out, session, number, meant);
    vb_buffer_add_char(out, '"');
}

/* If a word of it is a wrong spelling, add what it was taken as. */
static void add_taken(vb_buffer *out, const vb_session *session, size_t number)
{
    bool wrong = false;
    for (size_t k = 0; k < vb_session_evidence(session, number).n_tokens && !wrong; k++)
        wrong = vb_session_evidence_taken_for(session, number, k).ptr != NULL;
    if (!wrong)
        return;
    vb_buffer_add_text(out, " taken as ");
    add_quoted(out, session, number, true);
}

static void add_span(vb_buffer *out, const vb_session *session, size_t number)
{
    vb_evidence e = vb_session_evidence(session, number);
    vb_buffer_add_char(out, ' ');
    add_quoted(out, session, number, false);
    vb_buffer_add_char(out, ' ');
    add_number(out, e.beg);
    vb_buffer_add_char(out, '-');
    add_number(out, e.end);
    add_taken(out, session, number);
}

/* Of two pieces of evidence that fill `n` tokens each. */
static bool same_tokens(const vb_session *session, size_t a, size_t b, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (vb_session_evidence_token(session, a, k, NULL).ptr != vb_session_evidence_token(session, b, k, NULL).ptr)
            return false;
    return true;
}

/* True if an earlier piece of evidence says the same: its category, its state, its tokens. */
static bool is_repeated(const vb_session *session, size_t number)
{
    vb_evidence e = vb_session_evidence(session, number);
    for (size_t k = number; k-- > 0;) {
        vb_evidence f = vb_session_evidence(session, k);
        if (f.beg != e.beg)
            return false; /* they stand by position */
        if (f.category == e.category && f.state == e.state && f.n_tokens == e.n_tokens &&
            same_tokens(session, k, number, e.n_tokens))
            return true;
    }
    return false;
}

static void add_evidence(vb_buffer *out, const vb_lexicon *lexicon, const vb_session *session)
{
    bool first = true;
    for (size_t i = 0; i < vb_session_evidence_count(session); i++) {
        vb_evidence e = vb_session_evidence(session, i);
        if (e.category == VB_NO_CATEGORY || e.state == VB_STATE_HIDDEN || is_repeated(session, i))
            continue;
        vb_buffer_add_text(out, first ? "" : " | ");
        first = false;
        vb_buffer_add_text(out, e.state == VB_STATE_DENIED      ? "denied "
                                : e.state == VB_STATE_CANCELLED ? "cancelled "
                                : e.state == VB_STATE_INDICATES ? "indicates "
                                                                : "");
        vb_buffer_add_str(out, lexicon->categories[e.category].path);
        add_span(out, session, i);
        if (e.state != VB_STATE_DENIED)
            continue;
        vb_buffer_add_text(out, " by ");
        add_quoted(out, session, e.by, false);
        add_taken(out, session, e.by);
    }
}

bool vb_values_make(const vb_lexicon *lexicon, const vb_session *session, const vb_coding *coding, vb_buffer *bytes,
                    vb_str *values)
{
    size_t ends[VB_ADDED];
    vb_buffer_clear(bytes);
    if (coding->primary != VB_NO_CATEGORY)
        vb_buffer_add_str(bytes, lexicon->categories[coding->primary].path);
    ends[VB_ADDED_PRIMARY] = bytes->len;
    for (size_t i = 0; i < coding->n_codes; i++) {
        vb_buffer_add_text(bytes, i == 0 ? "" : ";");
        vb_buffer_add_str(bytes, lexicon->categories[coding->codes[i].category].path);
    }
    ends[VB_ADDED_CODES] = bytes->len;
    for (size_t i = 0; i < coding->n_codes; i++) {
        vb_buffer_add_text(bytes, i == 0 ? "" : ";");
        add_thousandths(bytes, coding->codes[i].score);
    }
    ends[VB_ADDED_SCORES] = bytes->len;
    if (coding->reason == VB_CODED)
        add_thousandths(bytes, (uint64_t)(coding->margin * 1000 + 0.5));
    ends[VB_ADDED_MARGIN] = bytes->len;
    vb_buffer_add_text(bytes, vb_reason_name(coding->reason));
    ends[VB_ADDED_REASON] = bytes->len;
    if (coding->reason != VB_REASON_UNREADABLE)
        add_evidence(bytes, lexicon, session);
    ends[VB_ADDED_EVIDENCE] = bytes->len;
    for (size_t i = 0, beg = 0; i < VB_ADDED; beg = ends[i++])
        values[i] = vb_str_cut(vb_buffer_str(bytes), beg, ends[i]);
    return !bytes->failed;
}
