#!/usr/bin/env bash
# Looks for the shapes of real keys in what is tracked and in everything that ever was.
# There is no allow list: a sample key in a test is put together from pieces, so that no scanner has to be told.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
cd "$root"
shapes=$root/eng/secret-shapes.txt
found=0
if git grep -nIE -f "$shapes" -- .; then
  printf 'A key shape stands in a tracked file (above).\n' >&2
  found=1
fi
if git log -p --no-color --no-ext-diff --format='commit %h' HEAD | grep -aE '^(commit |[+])' | grep -anE -f "$shapes" | cut -c1-200; then
  printf 'A key shape stands in the history (above).\n' >&2
  found=1
fi
exit "$found"
