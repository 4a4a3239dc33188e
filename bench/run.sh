#!/usr/bin/env bash
# run.sh [NAME…]: builds the benches for release and runs those named, or all. ./dev bench calls it.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
cd "$root"
# shellcheck source=../eng/lib.sh
source "$root/eng/lib.sh"
need_sdk
quietly bench-build dotnet build bench/Bench -c Release -v quiet
exec "$artifacts/bin/Bench/release/Gatehouse.Bench" "$@"
