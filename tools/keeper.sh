#!/bin/sh
# Builds the keepers of `sitrep run` from src/main/c into native/, for both kinds of Linux, with nothing of this machine
# in them: static, on musl. On Debian: apt-get install musl-tools gcc-aarch64-linux-gnu, and for the musl of ARM64
# `dpkg --add-architecture arm64 && apt-get update && apt-get download musl-dev:arm64`, unpacked into the folder $1.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
musl=${1:?the folder that musl-dev of arm64 was unpacked into}
flags="-static -Os -Wall -Wextra -Werror -s -ffunction-sections -fdata-sections -Wl,--gc-sections,--build-id=none"
mkdir -p "$home/native"
cd "$home/src/main/c"
# shellcheck disable=SC2086 # flags are words
musl-gcc $flags -o "$home/native/keeper-Linux-x86_64" keeper.c
lib=$musl/usr/lib/aarch64-linux-musl
# shellcheck disable=SC2086
aarch64-linux-gnu-gcc $flags -nostdinc -nostdlib -isystem "$musl/usr/include/aarch64-linux-musl" \
  -mno-outline-atomics -o "$home/native/keeper-Linux-aarch64" \
  "$lib/crt1.o" "$lib/crti.o" keeper.c "$lib/libc.a" -lgcc "$lib/crtn.o"
cat *.c *.h | cksum | cut -d ' ' -f 1 >"$home/native/keeper.source"
