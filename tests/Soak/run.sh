#!/usr/bin/env bash
# run.sh [MINUTES]: kill -9 again and again, as the test suite does it, from a seed of its own: 1,000 times, or for so many minutes.
# GATEHOUSE_SOAK_KILLS and GATEHOUSE_SOAK_SEED choose another number and a seed that was printed, GATEHOUSE_SOAK_AREA one area of it. Exit code 1 with the first violation.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)
cd "$root"
# shellcheck source=eng/lib.sh
source "$root/eng/lib.sh"
minutes=${1:-}
[[ "$minutes" =~ ^[0-9]{0,4}$ ]] || die "MINUTES must be a number up to 9999, and is '$minutes'."
need_both

# As it is delivered: that is what has to last, and it starts in a third of the time.
"$root/eng/publish.sh" >/dev/null
quietly build dotnet build tests/FrontDoor.Tests -c Release -v quiet
quietly build dotnet build tests/OpenAiServer -c Release -v quiet

log=$(mktemp)
trap 'rm -f "$log"' EXIT
export GATEHOUSE_KILLS_BIN=$artifacts/publish/linux-x64/gatehouse
export GATEHOUSE_SOAK_LOG=$log
export GATEHOUSE_SOAK_SEED=${GATEHOUSE_SOAK_SEED:-$((RANDOM * 32768 + RANDOM))}
if [ -n "$minutes" ]; then
  export GATEHOUSE_SOAK_MINUTES=$minutes
else
  export GATEHOUSE_SOAK_KILLS=${GATEHOUSE_SOAK_KILLS:-1000}
fi
say "Seed $GATEHOUSE_SOAK_SEED. Every 50 kills a line."

tail -n +1 -f "$log" &
follower=$!
code=0
"$root/eng/testnet.sh" dotnet test "$artifacts/bin/FrontDoor.Tests/release/Gatehouse.FrontDoor.Tests.dll" \
  --filter "FullyQualifiedName~KillSuiteTests" --logger "console;verbosity=minimal" >"$log.out" 2>&1 </dev/null || code=$?
sleep 1
kill "$follower"
# Whatever ended it before the first line was written.
[ -s "$log" ] || cat "$log.out"
rm -f "$log.out"
[ "$code" = 0 ] || exit 1
