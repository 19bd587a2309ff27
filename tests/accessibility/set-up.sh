#!/bin/sh
# Fetches what examines pages in tests (axe-core, jsdom, puppeteer-core; no browser) into .cache/accessibility, once for
# each lock file. If it cannot, it says why in one line and ends with 1, and those tests are skipped.
set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cache=$(CDPATH='' cd -- "$here/../.." && pwd -P)/.cache
tools=$cache/accessibility

give_up() {
    echo "$1"
    exit 1
}

command -v node >/dev/null 2>&1 || give_up 'no Node here'
command -v npm >/dev/null 2>&1 || give_up 'no npm here'
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' || give_up "Node $(node --version) is older than 18"
if cmp -s "$here/package-lock.json" "$tools/package-lock.json"; then exit 0; fi

echo 'Glasshouse: fetching what examines pages into .cache/accessibility (once) ...' >&2
# Filled aside and moved when it is whole, so that a fetch cut short is not taken for one that was done.
aside=$tools.new
rm -rf "$aside"
mkdir -p "$aside"
cp "$here/package.json" "$here/package-lock.json" "$aside/"
# What npm keeps for itself goes aside too: nothing is written outside this directory.
(cd "$aside" && npm ci --cache "$aside/npm" --ignore-scripts --no-audit --no-fund --no-update-notifier \
    --fetch-retries 1 --fetch-retry-mintimeout 1000 --fetch-timeout 30000) >"$cache/accessibility.log" 2>&1 || {
    rm -rf "$aside"
    give_up 'what examines pages could not be fetched (.cache/accessibility.log says why)'
}
rm -rf "$aside/npm" "$tools"
mv "$aside" "$tools"
