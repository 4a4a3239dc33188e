#!/usr/bin/env bash
# test.sh [FILTER]: builds once, runs every test project in a network of its own (two at a time), then the page's tests.
# The last line is `N passed, N failed, N skipped` over all of them. None run is a failure; in CI so is one skipped.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
cd "$root"
# shellcheck source=eng/lib.sh
source "$root/eng/lib.sh"
filter=${1:-}
logs=$artifacts/test-logs
limit=${GATEHOUSE_TEST_SECONDS:-1500}
passed=0 failed=0 skipped=0

need_both
"$root/eng/setup.sh" --quiet
rm -rf "$logs"
mkdir -p "$logs"

inside=()
if "$root/eng/testnet.sh" true 2>"$logs/testnet.log"; then
  inside=("$root/eng/testnet.sh")
else
  say "No private network namespace here ($(tail -n 1 "$logs/testnet.log")): tests that need one are skipped."
fi

run_project() {
  local name=$1 began=$SECONDS code=0
  local arguments=("$artifacts/bin/$name/release/Gatehouse.$name.dll" --logger "console;verbosity=minimal" --results-directory "$logs/$name")
  [ -z "$filter" ] || arguments+=(--filter "FullyQualifiedName~$filter")
  timeout --kill-after=10 "$limit" ${inside[@]+"${inside[@]}"} dotnet test "${arguments[@]}" >"$logs/$name.log" 2>&1 </dev/null || code=$?
  # A run that broke without a summary counts as one failure: a crash must not look like an empty project.
  local p f s
  p=$(count Passed "$name") f=$(count Failed "$name") s=$(count Skipped "$name")
  [ "$code" = 0 ] || [ "$f" -gt 0 ] || f=1
  printf '%s %s %s\n' "$p" "$f" "$s" >"$logs/$name.count"
  say "  $name: $p passed, $f failed, $s skipped in $((SECONDS - began)) s"
}

count() {
  sed -nE "s/^(Passed|Failed|Skipped)! .*[ ,-] $1: +([0-9]+),.*/\2/p" "$logs/$2.log" | awk '{n += $1} END {print n + 0}'
}

run_projects() {
  say "Building …"
  touch "$artifacts/product.stamp.new"
  build_web
  quietly build dotnet build Gatehouse.slnx -c Release -v quiet ${GATEHOUSE_BUILD_ARGUMENTS:-}
  mv "$artifacts/product.stamp.new" "$artifacts/product.stamp"

  say "Testing …"
  # The slowest starts first.
  local projects name
  projects=$(printf '%s\n' tests/*.Tests | sed 's|tests/||' | sort -r)
  for name in $projects; do
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n || true; done
    run_project "$name" &
  done
  wait

  for name in $projects; do
    read -r p f s <"$logs/$name.count"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    if [ "$f" -gt 0 ]; then
      say "--- $name"
      cat "$logs/$name.log"
    elif [ "$s" -gt 0 ]; then
      grep -E '\[SKIP\]|^ *Skipped ' "$logs/$name.log" || true
    fi
  done
}

run_page() {
  [ -f web/package.json ] || return 0
  web_packages web
  local code=0 p f s
  (cd web && npm test --silent -- --reporter=default --reporter=json --outputFile="$logs/web.json") >"$logs/web.log" 2>&1 </dev/null || code=$?
  read -r p f s < <(node -e '
    const fs = require("fs");
    const r = fs.existsSync(process.argv[1]) ? JSON.parse(fs.readFileSync(process.argv[1], "utf8")) : {};
    console.log(r.numPassedTests ?? 0, r.numFailedTests ?? 0, (r.numPendingTests ?? 0) + (r.numTodoTests ?? 0));
  ' "$logs/web.json")
  [ "$code" = 0 ] || [ "$f" -gt 0 ] || f=1
  say "  web: $p passed, $f failed, $s skipped"
  [ "$f" = 0 ] || cat "$logs/web.log"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

[ "$filter" = web ] || run_projects
if [ -z "$filter" ] || [ "$filter" = web ]; then run_page; fi

# What the suites measured, one line each.
for number in "$logs"/*.number; do
  [ ! -f "$number" ] || say "$(cat "$number")"
done

verdict=0
[ "$failed" = 0 ] || verdict=1
if [ $((passed + failed)) = 0 ]; then
  say "No test ran${filter:+ for the filter '$filter'}."
  verdict=1
fi
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  say "A skipped test is a failure in CI."
  verdict=1
fi
say "$passed passed, $failed failed, $skipped skipped"
exit "$verdict"
