#!/usr/bin/env bash
# Walks the main journey in a real browser; see e2e/README.md. Builds nothing. Needs Debian's
# package `chromium`; as root it installs it.
set -euo pipefail
cd "$(dirname "$0")/.."

program="${CARGO_TARGET_DIR:-target}/debug/luytre"
for needed in "$program" console/dist/index.html console/node_modules/playwright-core/package.json; do
    if [ ! -e "$needed" ]; then
        echo "missing: $needed; \`make test\` builds it before this" >&2
        exit 1
    fi
done
if [ ! -x "${LUYTRE_CHROMIUM:-/usr/bin/chromium}" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing Chromium for the end-to-end test" >&2
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >&2
    else
        echo "missing: Chromium; install Debian's package chromium" >&2
        exit 1
    fi
fi
exec timeout --kill-after=10 300 node e2e/run.mjs "$program"
