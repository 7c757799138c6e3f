#!/usr/bin/env bash
# Runs a command with LUYTRE_TEST_POSTGRES set to a throw-away PostgreSQL cluster of its own:
#
#     scripts/test-postgres.sh cargo test --workspace
#
# The cluster lives in a temporary folder, listens on a unix socket only, never waits for the disk,
# and is stopped and removed whatever the command's exit, which is handed on. An address that is
# already set is used as it is. Needs Debian's package `postgresql`; as root it installs it.
set -euo pipefail

if [ $# -eq 0 ]; then
    echo "use: scripts/test-postgres.sh COMMAND [ARGUMENT…]" >&2
    exit 2
fi
if [ -n "${LUYTRE_TEST_POSTGRES:-}" ]; then
    exec "$@"
fi

newest_binaries() {
    local folder
    for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            echo "$folder"
            return
        fi
    done
    if command -v initdb >/dev/null && command -v postgres >/dev/null; then
        dirname "$(command -v initdb)"
    fi
}

binaries=$(newest_binaries)
if [ -z "$binaries" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing PostgreSQL for the tests" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install -y --no-install-recommends postgresql; } >&2
    binaries=$(newest_binaries)
fi
if [ -z "$binaries" ]; then
    echo "PostgreSQL is not installed; install Debian's package postgresql" >&2
    exit 3
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/luytre-pg.XXXXXX")
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root.
    owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    chown "$owner" "$folder"
    as_owner() { runuser -u "$owner" -- "$@"; }
fi

remove_cluster() {
    local status=$? pid
    trap - EXIT INT TERM
    if [ -n "${command:-}" ]; then kill "$command" 2>/dev/null || true; fi
    pid=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null || true)
    if [ -n "$pid" ]; then
        kill -INT "$pid" 2>/dev/null || true # fast shutdown
        for _ in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        if kill -0 "$pid" 2>/dev/null; then kill -QUIT "$pid" || true; fi
    fi
    rm -rf "$folder"
    exit "$status"
}
trap remove_cluster EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd_out() { cd / && "$@"; } # The owner may not be allowed to enter the present folder.
if ! (cd_out as_owner "$binaries/initdb" -D "$folder/data" -U luytre -A trust -E UTF8 \
    --no-locale --no-sync) >"$folder/initdb.log" 2>&1; then
    cat "$folder/initdb.log" >&2
    exit 3
fi
settings="-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off"
settings="$settings -c full_page_writes=off -c synchronous_commit=off -c max_connections=400"
settings="$settings -c shared_buffers=64MB"
if ! (cd_out as_owner "$binaries/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -t 60 \
    -o "$settings" start) >"$folder/start.log" 2>&1; then
    cat "$folder/start.log" "$folder/data/server.log" >&2 || true
    exit 3
fi

export LUYTRE_TEST_POSTGRES="postgres://luytre@${folder//\//%2F}/postgres"
# Beside this shell, so that a signal to it is answered at once.
"$@" <&0 &
command=$!
status=0
wait "$command" || status=$?
command=
exit "$status"
