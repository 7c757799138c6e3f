#!/usr/bin/env bash
# A long mixture: lists and registry files are imported while the server is killed at random points,
# copies are made and put back, and others read and write meanwhile. At the end the log must be
# whole, the log alone must give every table back, and nothing may be there twice or be lost.
#
#     SOAK_MINUTES=30 SOAK_SEED=7 scripts/soak.sh [PROGRAM]
#
# The seed is printed; the same seed gives the same data and the same points of time to kill at.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-}
if [ -z "$program" ]; then
  cargo build --quiet --package luytre
  program=${CARGO_TARGET_DIR:-target}/debug/luytre
fi
exec python3 scripts/soak.py "$program"
