/* Code the lines of standard input with the shipped `challenges` lexicon.
 *
 *     cc code_answers.c $(pkg-config --cflags --static --libs verbatim) -o code_answers */
#include <verbatim.h>

#include <stdio.h>
#include <string.h>

static int fail(const vb_error *err)
{
    (void)fprintf(stderr, "%s:%zu:%zu: %s\n", err->file, err->line, err->column, err->text);
    return 2;
}

int main(void)
{
    vb_error err = {0};
    vb_lexicon *lexicon = vb_lexicon_open("challenges", NULL, 0, &err);
    vb_coder *coder = lexicon == NULL ? NULL : vb_coder_new(lexicon, &err);
    vb_session *session = coder == NULL ? NULL : vb_session_new(coder, VB_UNIT_ANSWER, &err);
    int status = session == NULL ? fail(&err) : 0;
    char line[4096];
    while (status == 0 && fgets(line, sizeof line, stdin) != NULL) {
        vb_coding coding;
        vb_str answer = {line, strcspn(line, "\r\n")};
        if (vb_session_code(session, answer, &coding, &err) != VB_OK) {
            status = fail(&err);
        } else if (coding.reason != VB_CODED) {
            printf("(%s)\n", vb_reason_name(coding.reason));
        } else {
            vb_str path = vb_lexicon_path(lexicon, coding.primary);
            printf("%.*s\t%.2f\n", (int)path.len, path.ptr, coding.margin);
        }
    }
    vb_session_free(session);
    vb_coder_free(coder);
    vb_lexicon_free(lexicon);
    return status;
}
