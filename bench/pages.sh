#!/bin/sh
# Builds and runs pages_bench against the libraries of a build directory:
#     bench/pages.sh BUILD_DIR DATA_DIR CASES
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
ninja -C "$build" qidi_store >/dev/null
c++ -std=c++20 -O2 -Wall -Wextra -I"$root/src" "$root/bench/pages_bench.cpp" \
  -o "$build/pages_bench" "$build/libqidi_store.a" "$build/libqidi_office.a" \
  "$build/libqidi_record.a" "$build/libqidi_domain.a" "$build/libqidi_sqlite.a" \
  -lcrypto -lboost_json -lboost_container -licuuc -lpthread -lm
exec "$build/pages_bench" "$2" "$3"
