#!/usr/bin/env bash
# Checks of the house that no linter makes. Each prints what is wrong and where.
set -uo pipefail
cd "$(dirname "$0")/.."
status=0

fail() {
  echo "check-house: $1" >&2
  status=1
}

tracked() { git ls-files -- "$@"; }

# Nothing names a machine's paths or a registry's host (lock files excepted).
found=$(tracked | grep -vE '(Cargo\.lock|package-lock\.json)$' | grep -vE '\.(png|ttf|otf|docx|xlsx|pdf|woff2?)$' \
  | xargs grep -nIE '(/root/|/home/[a-z]+/|/work/|index\.crates\.io|static\.crates\.io|registry\.npmjs|pypi\.org|files\.pythonhosted|deb\.debian)' 2>/dev/null \
  | grep -v '^scripts/check-house.sh:')
[ -z "$found" ] || fail "a path of a machine or the host of a registry:
$found"

# The data of others is named only as a default of the test scripts.
found=$(tracked | grep -vE '^(Makefile|\.ci/run|scripts/)' | xargs grep -nI '\.\./shared' 2>/dev/null)
[ -z "$found" ] || fail "../shared outside the test scripts:
$found"

# Every crate has a README of at most 40 lines.
for manifest in $(tracked '*Cargo.toml' | grep -v '^Cargo.toml$'); do
  readme=$(dirname "$manifest")/README.md
  if [ ! -f "$readme" ]; then
    fail "$readme is missing"
  elif [ "$(wc -l <"$readme")" -gt 40 ]; then
    fail "$readme has more than 40 lines"
  fi
done

# Every source file opens with what it is.
for file in $(tracked '*.rs'); do
  head -c 3 "$file" | grep -q '//!' || fail "$file does not open with //!"
done

# Queries live in stores only; duties do not use each other.
found=$(grep -rlE 'tx\.(query|execute|one|optional|insert)\(' --include=*.rs foundation duties directive \
  | grep -vE '(/store(/|\.rs)|/tests/|foundation/(db|testkit|ledger|jobs|access|web|registry)/)')
[ -z "$found" ] || fail "SQL outside a store:
$found"
for duty in duties/*/Cargo.toml; do
  own=$(basename "$(dirname "$duty")")
  for other in duties/*/; do
    name=$(basename "$other")
    [ "$name" = "$own" ] && continue
    grep -qE "^$name(\.| )" "$duty" && fail "$duty uses the duty $name"
  done
done

# Links between documents resolve.
for page in $(tracked '*.md'); do
  folder=$(dirname "$page")
  grep -oE '\]\([^)#: ]+' "$page" 2>/dev/null | sed 's/^](//' | while read -r link; do
    [ -e "$folder/$link" ] || echo "$page: $link"
  done
done >/tmp/luytre-links.$$
if [ -s /tmp/luytre-links.$$ ]; then
  fail "links that lead nowhere:
$(cat /tmp/luytre-links.$$)"
fi
rm -f /tmp/luytre-links.$$

# The sample province is what its script makes, and its expected figures fit it.
if command -v python3 >/dev/null; then
  found=$(python3 examples/make.py --check 2>&1) || fail "examples:
$found"
fi

exit $status
