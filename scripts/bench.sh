#!/usr/bin/env bash
# Measures the optimized program, with the peers in the same run; see bench/README.md. What follows
# is handed to the bench, such as --smoke.
set -euo pipefail
cd "$(dirname "$0")/.."
exec cargo run --release --quiet -p bench -- "$@"
