# Makes survey.sav and survey.dta from survey.csv, with R's haven: Rscript make.R (in this folder, after make.py).
library(haven)
survey <- read.csv("survey.csv", colClasses = "character", na.strings = character(0), fileEncoding = "UTF-8")
attr(survey$answer, "label") <- "What is your biggest challenge?"
attr(survey$job_title, "label") <- "Your job title"
stages <- unique(survey$stage[survey$stage != ""])
survey$stage <- labelled(match(survey$stage, stages), setNames(seq_along(stages), stages), label = "Stage")
write_sav(survey, "survey.sav")
write_dta(survey, "survey.dta", version = 14)
