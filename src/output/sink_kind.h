/* What the kinds of sinks do; sink.c calls them.  Only for this folder. */
#ifndef VB_OUTPUT_SINK_KIND_H
#define VB_OUTPUT_SINK_KIND_H

#include "output/sink.h"

/* The first member of each kind's own struct.  `finish` and `discard` free it. */
struct vb_sink {
    vb_status (*add)(vb_sink *sink, const vb_record *record, const vb_str *values, vb_error *err);
    vb_status (*finish)(vb_sink *sink, const vb_sheet *sheets, size_t n_sheets, vb_error *err);
    void (*discard)(vb_sink *sink);
};

#endif
