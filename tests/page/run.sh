#!/bin/sh
# run.sh BUILD: the HTML page in headless Chromium.  Needs node, npm and chromium; fetches playwright-core and axe-core
# into BUILD, as package-lock.json names them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
PAGES=$build/page
rm -rf "$PAGES"
mkdir -p "$PAGES"
cp "$here"/package.json "$here"/package-lock.json "$here"/page.test.js "$PAGES"
(cd "$PAGES" && npm ci --silent --no-audit --no-fund)

corpus=$here/../../corpora/challenges-450/answers.csv
"$build"/bench/workload "$corpus" 10000 > "$PAGES"/large.csv
"$build"/verbatim report -q -o "$PAGES"/public.html "$corpus"
head -n 7 "$corpus" | "$build"/verbatim report -q -o "$PAGES"/six.html
"$build"/verbatim report -q --answer job_title --by stage -o "$PAGES"/wrong.html "$corpus"
"$build"/verbatim report -q --with-answers -o "$PAGES"/answers.html "$corpus"
"$build"/verbatim report -q --with-answers -o "$PAGES"/large.html "$PAGES"/large.csv

BROWSER=$(command -v chromium || command -v chromium-browser)
export PAGES BROWSER
cd "$PAGES"
exec node --test page.test.js
