#!/usr/bin/env bash
# publish.sh: what is installed on a server. One program with the runtime inside and compiled ahead, so that it starts at
# once and needs no .NET; beside it SQLite's library, which must be a file. As a folder, and as an archive with its checksum.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)
cd "$root"
# shellcheck source=eng/lib.sh
source "$root/eng/lib.sh"
need_both

version=$(dotnet msbuild src/app/Cli -getProperty:Version)
name=gatehouse-$version-linux-x64
out=$artifacts/publish/linux-x64

build_web
rm -rf "$out"
# Not trimmed: nothing is guessed to be unused. The analyzers run: a build that follows takes what is compiled here.
quietly publish dotnet publish src/app/Cli -c Release -r linux-x64 --self-contained -v quiet -o "$out" \
  -p:PublishSingleFile=true -p:EnableSingleFileAnalyzer=false -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true \
  -p:RestoreLockedMode=true
rm -f "$out"/*.pdb
cp LICENSE "$out/"
chmod 755 "$out/gatehouse"
chmod 644 "$out"/*.so "$out/LICENSE"

# The same sources give the same archive: names in order, no times, nobody's user.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --transform "s,^linux-x64,$name," -C "$artifacts/publish" -cf - linux-x64 |
  gzip -n >"$artifacts/publish/$name.tar.gz"
(cd "$artifacts/publish" && sha256 <"$name.tar.gz" | sed "s/-\$/$name.tar.gz/" >"$name.tar.gz.sha256")
say "artifacts/publish/$name.tar.gz, $(du -h "$artifacts/publish/$name.tar.gz" | cut -f1)"
cat "$artifacts/publish/$name.tar.gz.sha256"
