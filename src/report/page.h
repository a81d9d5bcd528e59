/* The style and the script of the HTML page and its charts, embedded from src/report/page by src/report/page.sh. */
#ifndef VB_REPORT_PAGE_H
#define VB_REPORT_PAGE_H

#include "verbatim.h"

extern const vb_str vb_page_css;
extern const vb_str vb_page_js;
extern const vb_str vb_chart_css;

#endif
