#!/usr/bin/env bash
# What CI runs; nothing is CI-only, so a red run is reproduced by the same line.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
cd "$root"
# shellcheck source=eng/lib.sh
source "$root/eng/lib.sh"
need_both

step() {
  local name=$1 began=$SECONDS
  shift
  say "== $name"
  "$@" || die "$name failed after $((SECONDS - began)) s"
  say "== $name: $((SECONDS - began)) s"
}

step format "$root/dev" format --check
step secrets "$root/eng/secrets.sh"
# Locked: what is restored is what was reviewed.
step restore quietly restore dotnet restore Gatehouse.slnx --locked-mode
step publish "$root/eng/publish.sh"
# What is delivered is what is killed; it also starts in a third of the time.
export GATEHOUSE_KILLS_BIN=$artifacts/publish/linux-x64/gatehouse
# Warnings are errors in every build. The tests' closing line stays the last line of all.
export GATEHOUSE_BUILD_ARGUMENTS=--no-restore
say "== build and test"
exec "$root/eng/test.sh"
