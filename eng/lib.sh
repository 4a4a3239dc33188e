# Shared by ./dev and eng/*.sh; expects $root and `set -euo pipefail`.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
artifacts=$root/artifacts
product=$artifacts/bin/Cli/release/gatehouse

say() { printf '%s\n' "$*"; }
die() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

need_sdk() {
  have dotnet && dotnet --list-sdks | grep -q '^10\.' && return 0
  say "missing  .NET SDK 10: it compiles and runs the server. Install the package dotnet-sdk-10.0 of your system, or run Microsoft's dotnet-install script with --channel 10.0." >&2
  return 1
}

need_node() {
  have node && have npm && node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' && return 0
  say "missing  Node 20.19 or newer with npm: it builds the page that the server embeds. Install nodejs and npm of your system, or use a version manager: nvm install 22." >&2
  return 1
}

# Both are named when both are missing.
need_both() {
  local bad=0
  need_sdk || bad=1
  need_node || bad=1
  [ "$bad" = 0 ] || exit 1
}

# quietly LOG COMMAND…: the output is shown only when the command fails.
quietly() {
  local log=$artifacts/logs/$1.log
  shift
  mkdir -p "$artifacts/logs"
  "$@" >"$log" 2>&1 && return 0
  cat "$log" >&2
  die "failed: $*"
}

sha256() { if have sha256sum; then sha256sum; else shasum -a 256; fi; }

# The names and contents of every source of the page, in a fixed order.
web_hash() {
  find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' -print0 | LC_ALL=C sort -z | xargs -0 cat -- /dev/null | sha256 | cut -c1-16
  find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' | LC_ALL=C sort | sha256 | cut -c1-8
}

# web_packages FOLDER: npm ci, once for each package-lock.json.
web_packages() {
  local want
  want=$(cat "$1/package.json" "$1/package-lock.json" | sha256 | cut -c1-32)
  [ "$(cat "$1/node_modules/.gatehouse-lock" 2>/dev/null)" = "$want" ] && return 0
  quietly "npm-$(basename "$1")" env -C "$root/$1" npm ci --no-audit --no-fund
  printf '%s' "$want" >"$1/node_modules/.gatehouse-lock"
}

# The page, built once for each content of web/. The server embeds artifacts/web/dist, so a change is copied there
# with fresh times: an older build put back must still look newer than the compiled server.
build_web() {
  [ -f web/package.json ] || return 0
  local hash out
  hash=$(web_hash | tr -d '\n')
  out=$artifacts/web/$hash
  if [ ! -d "$out" ]; then
    web_packages web
    rm -rf "$out.part"
    mkdir -p "$artifacts/web"
    quietly web env -C "$root/web" GATEHOUSE_WEB_OUT="$out.part" npm run build
    mv "$out.part" "$out"
  fi
  [ "$(cat "$artifacts/web/dist.hash" 2>/dev/null)" = "$hash" ] && [ -d "$artifacts/web/dist" ] && return 0
  rm -rf "$artifacts/web/dist"
  cp -R "$out" "$artifacts/web/dist"
  printf '%s' "$hash" >"$artifacts/web/dist.hash"
}

# Folders count too: a deleted file changes the time of its folder. web/ itself changes when npm installs.
product_is_current() {
  [ -x "$product" ] && [ -f "$artifacts/product.stamp" ] &&
    [ -z "$(find src web eng Directory.*.props global.json -name node_modules -prune -o ! -path web -newer "$artifacts/product.stamp" -print -quit 2>/dev/null)" ]
}

build_product() {
  product_is_current && return 0
  mkdir -p "$artifacts"
  touch "$artifacts/product.stamp.new"
  build_web
  say "Building Gatehouse …" >&2
  quietly build dotnet build src/app/Cli -c Release -v quiet
  mv "$artifacts/product.stamp.new" "$artifacts/product.stamp"
}
