#!/usr/bin/env bash
# Installs what building needs and is not there: a C compiler, Node.js with npm, the Rust toolchain.
# Says what is missing where it may not install.
set -euo pipefail

packages=()
command -v cc >/dev/null || packages+=(gcc libc6-dev)
command -v make >/dev/null || packages+=(make)
command -v npm >/dev/null || packages+=(nodejs npm)
if [ "${#packages[@]}" -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
  else
    echo "missing: ${packages[*]}. Install them (Debian: apt-get install ${packages[*]}) and call again." >&2
    exit 1
  fi
fi

if ! command -v cargo >/dev/null; then
  echo "missing: the Rust toolchain 1.95. Install rustup, then call again." >&2
  exit 1
fi

major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
if [ "$major" -lt 20 ]; then
  echo "missing: Node.js 20 or newer (found $(node --version))." >&2
  exit 1
fi
