/* Every figure in long form: a line for each. */
#include "agree/result.h"

#include "base/str.h"
#include "output/rows.h"

#include <inttypes.h>
#include <math.h>

static void add_number(vb_buffer *out, double x)
{
    vb_buffer_add_char(out, ',');
    if (!isnan(x))
        vb_buffer_printf(out, "%.17g", x);
}

static void add_line(const vb_agree_view *view, vb_str part, vb_str code, const char *name,
                     const vb_bootstrap_result *figure, vb_buffer *out)
{
    vb_csv_cell(out, part, ',');
    vb_buffer_printf(out, view->level == 0 ? ",all," : ",%zu,", view->level);
    vb_csv_cell(out, code, ',');
    vb_buffer_printf(out, ",%s,%" PRIu64, name, view->n);
    add_number(out, figure->estimate);
    add_number(out, figure->standard_error);
    add_number(out, figure->interval.low);
    add_number(out, figure->interval.high);
    vb_buffer_add_char(out, '\n');
}

/* Gold's codes by the others': "gold > coded" as the code. */
static void add_matrix(const vb_agree_view *view, vb_str part, vb_buffer *out)
{
    vb_buffer pair = {0};
    size_t side = view->n_codes + 1;
    for (size_t i = 0; view->matrix != NULL && i < side * side; i++) {
        size_t a = i / side, b = i % side;
        if (view->matrix[i] == 0)
            continue;
        vb_buffer_clear(&pair);
        vb_buffer_add_str(&pair, a < view->n_codes ? view->codes[a] : VB_LITERAL("none"));
        vb_buffer_add_text(&pair, " > ");
        vb_buffer_add_str(&pair, b < view->n_codes ? view->codes[b] : VB_LITERAL("none"));
        vb_bootstrap_result count = {(double)view->matrix[i], NAN, {NAN, NAN}, 0};
        add_line(view, part, vb_buffer_str(&pair), "answers", &count, out);
    }
    out->failed |= pair.failed;
    vb_buffer_release(&pair);
}

void vb_agree_csv(const vb_agree_result *result, vb_buffer *out)
{
    vb_buffer part = {0};
    vb_buffer_add_text(out, "part,level,code,measure,n,value,standard_error,low,high\n");
    for (size_t i = 0; i < result->n_views; i++) {
        const vb_agree_view *view = &result->views[i];
        vb_agree_part_text(result, view, &part);
        for (size_t m = 0; m < VB_MEASURES; m++)
            add_line(view, vb_buffer_str(&part), VB_LITERAL(""), vb_measure_name((vb_measure)m), &view->measures[m],
                     out);
        for (size_t k = 0; k < view->n_codes * VB_CODE_MEASURES; k++)
            add_line(view, vb_buffer_str(&part), view->codes[k / VB_CODE_MEASURES],
                     vb_code_measure_name((vb_code_measure)(k % VB_CODE_MEASURES)), &view->by_code[k], out);
        add_matrix(view, vb_buffer_str(&part), out);
    }
    out->failed |= part.failed;
    vb_buffer_release(&part);
}
