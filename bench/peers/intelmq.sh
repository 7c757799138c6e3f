#!/usr/bin/env bash
# IntelMQ on the same list: collector, CSV parser, file output, through Redis.
#
#     bench/peers/intelmq.sh LIST.csv [ROWS]
#
# ROWS is 50,000 where nothing is said: IntelMQ takes events one by one, so it is quoted per row.
# It attributes nothing and keeps no findings; it reads, normalizes and writes each row. IntelMQ is
# installed once from PyPI into $HOME/.cache/luytre/peers, outside the clone; Redis is Debian's
# package redis-server. The clock runs from the start of the collector to the last row written;
# the other bots are up before.
set -euo pipefail

list=$(realpath "${1:?use: intelmq.sh LIST.csv [ROWS]}")
rows=${2:-50000}
peers=$HOME/.cache/luytre/peers
port=16379

if [ ! -x "$peers/intelmq/bin/intelmqctl" ]; then
    mkdir -p "$peers"
    python3 -m venv "$peers/intelmq"
    "$peers/intelmq/bin/pip" install --quiet intelmq
fi
command -v redis-server >/dev/null || { echo "install Debian's package redis-server" >&2; exit 3; }

root=$(mktemp -d)
export INTELMQ_ROOT_DIR=$root INTELMQ_IS_ROOT_ALLOWED=1
mkdir -p "$root"/{etc,in,out,var/log,var/run,var/lib/bots/file-output}
pids=()
finish() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait "${pids[@]}" 2>/dev/null || true
    rm -rf "$root"
}
trap finish EXIT

# The lines of the list without its title and header.
awk -v rows="$rows" 'NR > 2 && NR <= rows + 2' "$list" >"$root/in/list.csv"
rows=$(wc -l <"$root/in/list.csv")

cp "$peers"/intelmq/lib/python3*/site-packages/intelmq/etc/harmonization.conf "$root/etc/"
cat >"$root/etc/runtime.yaml" <<YAML
global:
  source_pipeline_broker: redis
  source_pipeline_port: $port
  destination_pipeline_broker: redis
  destination_pipeline_port: $port
  logging_path: $root/var/log/
  logging_level: WARNING
  rate_limit: 0
  statistics_port: $port
collector:
  group: Collector
  module: intelmq.bots.collectors.file.collector_file
  parameters:
    path: $root/in/
    postfix: .csv
    delete_file: true
    rate_limit: 3600
    name: bench
    provider: bench
    destination_queues: {_default: [parser-queue]}
parser:
  group: Parser
  module: intelmq.bots.parsers.generic.parser_csv
  parameters:
    columns: ["__IGNORE__", source.ip, source.port, destination.ip, destination.port, malware.name, "__IGNORE__", time.source]
    delimiter: ","
    skip_header: false
    type: infected-system
    destination_queues: {_default: [output-queue]}
output:
  group: Output
  module: intelmq.bots.outputs.file.output
  parameters:
    file: $root/out/events.json
    hierarchical_output: false
    single_key: null
YAML

redis-server --port "$port" --save '' --appendonly no --dir "$root" >"$root/redis.log" 2>&1 &
pids+=($!)
sleep 1
# IntelMQ refuses to run as root: as root, its bots run as nobody, who may read the installation.
as_user=()
if [ "$(id -u)" = 0 ]; then
    chown -R nobody "$root"
    as_user=(setpriv --reuid nobody --regid nogroup --clear-groups
        --inh-caps +dac_read_search --ambient-caps +dac_read_search)
fi
run() { "${as_user[@]}" "$peers/intelmq/bin/$1" "$2" >"$root/$2.log" 2>&1 & pids+=($!); }
run intelmq.bots.parsers.generic.parser_csv parser
run intelmq.bots.outputs.file.output output
sleep 6
begun=$(date +%s.%N)
run intelmq.bots.collectors.file.collector_file collector
written=0
for _ in $(seq "${WAIT:-3000}"); do
    if [ -f "$root/out/events.json" ]; then written=$(wc -l <"$root/out/events.json"); fi
    [ "$written" -ge "$rows" ] && break
    sleep 0.2
done
ended=$(date +%s.%N)
peak() { for pid in "${pids[@]}"; do awk '/VmHWM/ {print $2}' "/proc/$pid/status" 2>/dev/null || true; done | awk '{s += $1} END {printf "%.0f", s * 1024 / 1e6}'; }
if [ "$written" -lt "$rows" ]; then
    echo "only $written of $rows rows were written; the logs say:" >&2
    head -n 12 "$root"/*.log "$root"/var/log/*.log >&2 2>/dev/null || true
    exit 1
fi
version=$("$peers/intelmq/bin/pip" show intelmq | awk '/^Version/ {print $2}')
awk -v b="$begun" -v e="$ended" -v n="$rows" -v v="$version" -v m="$(peak)" \
    'BEGIN {printf "IntelMQ %s: %d rows in %.1f s, %.0f microseconds a row, %s MB (bots and Redis together)\n", v, n, e - b, (e - b) * 1e6 / n, m}'
