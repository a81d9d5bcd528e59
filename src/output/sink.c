#include "output/sink.h"

#include "output/sink_kind.h"

vb_status vb_sink_add(vb_sink *sink, const vb_record *record, const vb_str *values, vb_error *err)
{
    return sink->add(sink, record, values, err);
}

vb_status vb_sink_finish(vb_sink *sink, const vb_sheet *sheets, size_t n_sheets, vb_error *err)
{
    return sink->finish(sink, sheets, n_sheets, err);
}

void vb_sink_discard(vb_sink *sink)
{
    if (sink != NULL)
        sink->discard(sink);
}
