#include "run/explain_page.h"

#include "base/str.h"
#include "output/rows.h"
#include "text/width.h"

enum { LEAST_WIDTH = 40, LEAST_TEXT = 20 };

void vb_page_begin(vb_page *page, vb_buffer *out, size_t width)
{
    *page = (vb_page){.out = out, .width = width < LEAST_WIDTH ? LEAST_WIDTH : width};
}

void vb_page_end(vb_page *page)
{
    page->out->failed = page->out->failed || page->text.failed;
    vb_buffer_release(&page->text);
}

void vb_page_add(vb_page *page, vb_str text, size_t most)
{
    size_t beg = page->text.len;
    vb_terminal_text(&page->text, text);
    if (most == 0 || page->text.failed)
        return;
    vb_str added = vb_str_cut(vb_buffer_str(&page->text), beg, page->text.len);
    size_t kept = vb_display_cut(added, most);
    if (kept == added.len)
        return;
    page->text.len = beg + kept;
    vb_buffer_add_text(&page->text, " …");
}

void vb_page_add_thousandths(vb_page *page, uint64_t value)
{
    vb_buffer_printf(&page->text, "%llu", (unsigned long long)(value / 1000));
    unsigned rest = (unsigned)(value % 1000);
    if (rest == 0)
        return;
    vb_buffer_printf(&page->text, ".%03u", rest);
    while (!page->text.failed && page->text.ptr[page->text.len - 1] == '0')
        page->text.len--;
}

static void add_spaces(vb_buffer *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_char(out, ' ');
}

void vb_page_put(vb_page *page, size_t margin, vb_str label, size_t hang)
{
    size_t beg = page->out->len;
    add_spaces(page->out, margin);
    vb_terminal_text(page->out, label);
    size_t at = vb_display_width(vb_str_cut(vb_buffer_str(page->out), beg, page->out->len));
    add_spaces(page->out, at < hang ? hang - at : 1);
    size_t width = hang + LEAST_TEXT < page->width ? page->width - hang : LEAST_TEXT;
    vb_str rest = vb_buffer_str(&page->text);
    vb_buffer_add_str(page->out, vb_display_line(&rest, width));
    vb_buffer_add_char(page->out, '\n');
    while (rest.len > 0) {
        add_spaces(page->out, hang);
        vb_buffer_add_str(page->out, vb_display_line(&rest, width));
        vb_buffer_add_char(page->out, '\n');
    }
    page->out->failed = page->out->failed || page->text.failed;
    vb_buffer_clear(&page->text);
}

void vb_page_title(vb_page *page, const char *title)
{
    vb_buffer_add_char(page->out, '\n');
    vb_buffer_add_text(page->out, title);
    vb_buffer_add_char(page->out, '\n');
}

void vb_page_put_text(vb_page *page, size_t hang)
{
    vb_page_put(page, 0, VB_LITERAL(""), hang);
}
