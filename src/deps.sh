#!/bin/sh
# deps.sh PACKAGE...: install the Debian packages that are missing, or say exactly what to install.
set -eu

if ! command -v dpkg-query > /dev/null; then
    echo "This is not a Debian system: install what these Debian packages hold, if the build misses it:" >&2
    echo "  $*" >&2
    exit 0
fi

missing=
for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null) || state=
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo > /dev/null && sudo -n true 2> /dev/null; then
    as_root='sudo -n'
else
    echo "Packages are missing, and installing them takes root's rights.  Run this, then try again:" >&2
    echo "  sudo apt-get install$missing" >&2
    exit 1
fi

echo "Installing$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# The package lists may be missing or old, so fetch them before the first try.
if ! { $as_root apt-get update && $as_root apt-get install -y --no-install-recommends $missing; } > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "apt-get could not install them (above).  Run this, then try again:" >&2
    echo "  apt-get update && apt-get install$missing" >&2
    exit 1
fi
