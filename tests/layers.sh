#!/bin/sh
# layers.sh SRC: refuse an include that points to a later stage than its own (see SRC/LAYERS), a second user of a
# package, and a command line that sees more of the library than verbatim.h.
set -u
src=$1
bad=0
complain() {
    echo "$*"
    bad=1
}

order=$(grep -v '^#' "$src/LAYERS")
rank() {
    echo "$order" | grep -nx "$1" | cut -d: -f1
}

files=0
for file in "$src"/*/*.[ch] "$src"/*.c; do
    files=$((files + 1))
    layer=$(basename "$(dirname "$file")")
    [ "$(dirname "$file")" != "$src" ] || layer=$(basename "$file" .c)
    own=$(rank "$layer")
    [ -n "$own" ] || { complain "$file: the folder $layer is not in $src/LAYERS"; continue; }
    for include in $(sed -n 's/^ *# *include "\([^"]*\)".*/\1/p' "$file"); do
        [ "$include" != verbatim.h ] || continue
        if [ "$layer" = cli ]; then
            [ "${include%%/*}" = cli ] || complain "$file: includes $include; the command line sees only verbatim.h"
        else
            theirs=$(rank "${include%%/*}")
            [ -n "$theirs" ] && [ "$theirs" -le "$own" ] || complain "$file: includes $include, a later stage"
        fi
    done
done
[ "$files" -gt 0 ] || complain "$src holds no sources"

# only HEADER FOLDER: the folder is the package's one user.
only() {
    for file in $(grep -l "include <$1" "$src"/*/*.[ch] "$src"/*.c 2> /dev/null); do
        [ "$(basename "$(dirname "$file")")" = "$2" ] || complain "$file: includes <$1>, which belongs to $src/$2"
    done
}
only utf8proc.h text
only libstemmer.h text
only yaml.h lexicon
only pcre2.h match
only zip.h input
only expat.h input
only xlsxwriter.h output
only jansson.h input
exit $bad
