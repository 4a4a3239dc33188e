#!/usr/bin/env bash
# What the tests use beside .NET and Node. As root on Debian it installs what is missing; elsewhere it says what that is.
# --report only lists; --quiet prints nothing when all is here.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
cd "$root"
# shellcheck source=eng/lib.sh
source "$root/eng/lib.sh"
mode=${1:-}

# program, Debian package, what it is for
needs=(
  "chromium chromium the tests that drive the page in a real browser"
  "strace strace the test that watches every connect of the running server"
  "ip iproute2 the pocket internet of the tests"
  "unshare util-linux the pocket internet of the tests"
  "git git the tests that read what is tracked"
)
missing=()
for need in "${needs[@]}"; do
  read -r program package purpose <<<"$need"
  if have "$program"; then
    [ "$mode" != --report ] || say "ok       $program"
  else
    missing+=("$package")
    [ "$mode" != --report ] || say "missing  $program (package $package): $purpose"
  fi
done
[ "$mode" = --report ] && exit 0

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && have apt-get; then
    say "Installing ${missing[*]} …"
    quietly apt-update apt-get update -q
    quietly apt-install env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
  else
    say "Not installed: ${missing[*]}. Install them with your package manager (Debian: as root, apt-get install ${missing[*]}); tests that need them are skipped until then."
  fi
fi
if [ -f tests/browser/package.json ] && have npm; then web_packages tests/browser; fi
[ "$mode" = --quiet ] || say "Setup is complete."
