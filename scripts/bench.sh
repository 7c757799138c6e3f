#!/usr/bin/env bash
# Measures the optimized program, with the peers in the same run; see bench/README.md. What follows
# is handed to the bench, such as --smoke.
set -euo pipefail
cd "$(dirname "$0")/.."
# The server is measured too, as a program of its own beside the bench.
cargo build --release --quiet -p luytre --bin luytre
exec cargo run --release --quiet -p bench -- "$@"
