#!/usr/bin/env bash
# testnet.sh COMMAND…: runs it where the whole internet is `lo`.
# Public and forbidden addresses alike are local, so a test can listen on the metadata address and prove that nothing came.
# tests/Testing/TestNet.cs names the same addresses. Needs unshare and ip; as a normal user also user namespaces.
set -euo pipefail

if [ "${1:-}" != --inside ]; then
  flags=(-n -m)
  [ "$(id -u)" = 0 ] || flags=(-r "${flags[@]}")
  # A process namespace of its own takes every stray server down with the run. Some containers refuse a new /proc.
  if unshare "${flags[@]}" -p -f --kill-child --mount-proc true 2>/dev/null; then
    flags+=(-p -f --kill-child --mount-proc)
  fi
  exec unshare "${flags[@]}" -- "$0" --inside "$@"
fi
shift

ip link set lo up
for net in 93.184.216.0/24 23.192.228.0/24 104.16.0.0/24 8.8.4.0/24 \
  10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 100.64.0.0/10 192.0.2.0/24 198.18.0.0/15; do
  ip route add local "$net" dev lo
done
# IPv6 binds only to addresses that are there, one by one; a kernel without IPv6 goes without.
for low in 1 2 3 4 5 6 7 8; do ip -6 addr add "2606:2800:220:1::$low/128" dev lo 2>/dev/null || true; done
ip -6 addr add fd00::1/128 dev lo 2>/dev/null || true

# One attempt: a question asked again would step a changing answer twice.
files=$(mktemp -d)
printf 'nameserver 8.8.4.53\noptions timeout:3 attempts:1\n' >"$files/resolv.conf"
printf '127.0.0.1 localhost\n::1 localhost\n' >"$files/hosts"
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$files/nsswitch.conf"
for name in resolv.conf hosts nsswitch.conf; do
  target=$(readlink -f "/etc/$name" || true)
  [ -e "$target" ] && mount --bind "$files/$name" "$target"
done
# The mounts keep the contents; the names need not stay behind.
rm -rf "$files"

unset http_proxy https_proxy ftp_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY FTP_PROXY ALL_PROXY NO_PROXY
export GATEHOUSE_TESTNET=1
exec "$@"
