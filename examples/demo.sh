#!/bin/sh
# demo.sh VERBATIM: the study's table, from the shipped corpus.
set -eu
echo "450 invented answers, shares set to the published study; not findings."
echo
"$1" report --by job_title corpora/challenges-450/answers.csv 2> /dev/null
