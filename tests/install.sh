#!/bin/sh
# install.sh BUILD: install into a staging folder, look for every file, and build and run the example against it.
set -eu
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
${MAKE:-make} -s BUILD="$build" DESTDIR="$work/stage" PREFIX=/usr install

for file in bin/verbatim include/verbatim.h lib/libverbatim.a lib/pkgconfig/verbatim.pc share/man/man1/verbatim.1 \
    share/man/man5/verbatim-lexicon.5 share/verbatim/lexicons/challenges.yaml \
    share/bash-completion/completions/verbatim share/zsh/site-functions/_verbatim \
    share/verbatim/lexicons/job-titles.yaml share/verbatim/lexicons/stages.yaml; do
    [ -s "$work/stage/usr/$file" ] || { echo "not installed: $file"; exit 1; }
done

# The header by itself, as C and as C++.
printf '#include <verbatim.h>\nint main(void) { return 0; }\n' > "$work/alone.c"
cc -std=c17 -Wall -Wextra -Wpedantic -Werror -I"$work/stage/usr/include" -fsyntax-only "$work/alone.c"
c++ -Wall -Wextra -Werror -I"$work/stage/usr/include" -fsyntax-only -x c++ "$work/alone.c"

sanitize=
case $build in *asan*) sanitize='-fsanitize=address,undefined' ;; esac
export PKG_CONFIG_PATH="$work/stage/usr/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR=
cc -std=c17 -Wall -Wextra -Werror $sanitize examples/code_answers.c -o "$work/example" \
    $(pkg-config --define-variable=prefix="$work/stage/usr" --cflags --static --libs verbatim)
got=$(printf 'n/a\nwifi\n' | "$work/example")
wanted=$(printf '(non-answer)\ntechnology\t1.00')
[ "$got" = "$wanted" ] || { printf 'the example printed:\n%s\nnot:\n%s\n' "$got" "$wanted"; exit 1; }
