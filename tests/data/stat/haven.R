# Makes the files of R's haven and foreign: run `Rscript haven.R` in this folder.
library(haven)
library(foreign)

survey <- data.frame(
  id = c(1, 2, 3, 4),
  role = labelled(c(1L, 2L, NA, 3L), c(Teacher = 1L, `School leader` = 2L), "What is your role?"),
  score = labelled(c(5, -2, tagged_na("a"), NA), c(Refused = tagged_na("a"), Low = -2)),
  rate = c(0.1, -2.5, NA, 1234567.125),
  day = as.Date(c("2026-11-21", "1959-12-31", NA, "2000-02-29")),
  moment = as.POSIXct(c("2026-11-21 10:15:30", "1960-01-01 00:00:00", NA, "1999-12-31 23:59:59"), tz = "UTC"),
  answer = c("Not enough time", "Est\u00e1 dif\u00edcil: \u201cbuy-in\u201d", "", strrep("ab", 1100)),
  stringsAsFactors = FALSE
)
attr(survey$answer, "label") <- "What is your biggest challenge?"
write_dta(survey, "haven118.dta", version = 14, label = "A survey made by haven", strl_threshold = 2045)
short <- transform(survey, answer = substr(answer, 1, 40))
short$answer[2] <- "Est\u00e1 dif\u00edcil"
attr(short$answer, "label") <- "What is your biggest challenge?"
write_dta(short, "haven115.dta", version = 12)
short$score <- c(5, -2, NA, NA)
short$role <- c(1, 2, NA, 3)
short$answer[2] <- "buy-in"
write_xpt(short, "haven.xpt", version = 8)
suppressWarnings(write_sas(short, "haven.sas7bdat"))

# foreign has a writer of its own, of Stata's older format, with Stata's label sets.
write.dta(data.frame(id = 1:3, role = factor(c("Teacher", "School leader", NA), c("Teacher", "School leader")),
                     half = c(0.5, NA, -1), day = as.Date(c("2026-11-21", NA, "1959-12-31")),
                     answer = c("no time", "none", "buy-in"), stringsAsFactors = FALSE),
          "foreign.dta", version = 7L)

# User-missing values of SPSS by haven.
write_sav(data.frame(
  id = 1:3,
  role = labelled_spss(c(1, 2, 99), c(Teacher = 1, Refused = 99), na_values = 99, label = "Role"),
  stage = labelled(c("a", "bbbbbbbbbbbb", "c"), c(Alpha = "a", Beta = "bbbbbbbbbbbb")),
  answer = c("x", strrep("\u00e9", 400), "")), "haven.zsav", compress = "zsav")
