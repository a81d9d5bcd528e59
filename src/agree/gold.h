/* Gold for a report: one coder's file, read as `agree` reads it. */
#ifndef VB_AGREE_GOLD_H
#define VB_AGREE_GOLD_H

#include "run/gold.h"
#include "run/study.h"

/* Read the file that the study's job names, if it names one; what is taken is told.  Gold of this survey is to be
 * joined by id; the answers of gold from elsewhere are coded at once.  VB_ERROR_INPUT: codes that the lexicon does
 * not have, one id twice, nothing that is coded.  Release the list in any case. */
vb_status vb_gold_read(vb_study *study, vb_gold_list *list, vb_error *err);

#endif
