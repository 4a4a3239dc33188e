#!/usr/bin/env bash
# run.sh TARGET [SECONDS] [SEED]: builds the fuzzer if need be and runs one target, or `all`. A text that fails is saved to corpus/TARGET/.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)
cd "$root"
# shellcheck source=eng/lib.sh
source "$root/eng/lib.sh"
need_sdk
quietly fuzz dotnet build tests/Fuzz -c Release -v quiet
exec "$artifacts/bin/Fuzz/release/Gatehouse.Fuzz" "$@"
