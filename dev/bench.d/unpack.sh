# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# Staging an archive, beside tar and bsdtar on the same archive and disk; and a large one with little memory.

bench_unpack() {
  own_disk
  make_tree
  tar -C "$work/tree" -cf "$work/context.tar" .
  gzip -1 -k "$work/context.tar"
  zstd -q -k "$work/context.tar"
  bsdtar -C "$work/tree" --format zip -cf "$work/context.zip" .
  measure_start_of_stage
  compare_unpacking tar "$work/context.tar" tar -xf
  compare_unpacking tar.gz "$work/context.tar.gz" tar -xzf
  compare_unpacking tar.zst "$work/context.tar.zst" tar --zstd -xf
  compare_unpacking zip "$work/context.zip" bsdtar -xf
  rm -rf "$work"/context.* "$work/tree"
  bench_heap
}

# 400 MB: a few large files that compress badly, and 20,000 small ones that compress well.
make_tree() {
  local folder number
  progress "unpack: making 400 MB of files"
  mkdir -p "$work/tree"
  echo 'FROM scratch' >"$work/tree/Dockerfile"
  for number in 1 2 3 4; do head -c 75000000 /dev/urandom >"$work/tree/large-$number"; done
  for folder in $(seq 100); do
    mkdir "$work/tree/folder-$folder"
    (cd "$work/tree/folder-$folder" && seq 200000 | split -a 3 -l 1000 - small-)
  done
  progress_end
}

compare_unpacking() {
  local kind=$1 archive=$2 ours_ms=() bare_ms=() round
  shift 2
  for round in 1 2 3 4 5; do
    progress "unpack: $kind, round $round of 5"
    took_to_unpack "$home/luna-builder" stage "$archive" "$work/out"
    ours_ms+=("$took")
    mkdir "$work/out"
    took_to_unpack "$@" "$archive" -C "$work/out"
    bare_ms+=("$took")
  done
  progress_end
  # Speed is the inverse of time: 0.8 of the speed is 1.25 of the time.
  figure "unpack: $kind, ms (after $start_of_stage for the start)" \
    "$(($(median "${ours_ms[@]}") - start_of_stage))" "$(median "${bare_ms[@]}")" 1.25 most
}

# The fullest that the heap ever was, as the collector found it, in a JVM that may not have more than the goal; what it
# needs when idle is in it.
bench_heap() {
  local peak
  progress "unpack: 2 GB with a heap of 64 MB"
  mkdir -p "$work/big"
  echo 'FROM scratch' >"$work/big/Dockerfile"
  head -c 2000000000 /dev/urandom >"$work/big/file"
  tar -C "$work/big" -c . | gzip -1 >"$work/big.tar.gz"
  rm -r "$work/big"
  LUNA_BUILDER_OPTS="-Xmx64m -Xlog:gc:file=$work/gc" "$home/luna-builder" stage "$work/big.tar.gz" "$work/out" \
    >"$work/heap.log" 2>&1 || fail "2 GB could not be staged with a heap of 64 MB: $(tail -n 5 "$work/heap.log")"
  progress_end
  peak=$(grep -oE '[0-9]+M->' "$work/gc" | tr -d 'M>-' | sort -n | tail -n 1)
  figure "unpack: fullest heap while 2 GB are staged, MB" "${peak:-0}" 64 1 most
  rm -rf "$work/out" "$work/big.tar.gz"
}
