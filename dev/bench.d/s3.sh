# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# An archive of a gigabyte from S3, beside mc and tar; and a zip of 50,000 small files, beside unzip and bsdtar.

bench_s3() {
  own_disk
  measure_start_of_stage
  compare_download
  compare_many_files
}

# Both at once: mc writes into a pipe that tar reads, as ours downloads and unpacks.
compare_download() {
  local minio mc address ours_ms=() bare_ms=() after_ms=() round
  minio=$("$home/dev/tools/build" minio)
  mc=$("$home/dev/tools/build" mc)
  address=127.0.0.1:$(free_port)
  start_minio "$minio" "$address"
  progress "s3: making an archive of 1 GB"
  make_large_archive
  upload_object "$address" archives/large.tar.gz <"$work/large.tar.gz"
  rm "$work/large.tar.gz"
  export MC_CONFIG_DIR=$work/mc MC_HOST_bench=http://$minio_user:$minio_password@$address
  for round in 1 2 3 4 5; do
    progress "s3: 1 GB, round $round of 5"
    BUILDER_S3='{"HOST":"http://'$address'","AWS_PUBLIC_ACCESS_KEY":"'$minio_user'","AWS_SECRET_ACCESS_KEY":"'$minio_password'"}' \
      took_to_unpack "$home/luna-builder" stage s3://archives/large.tar.gz "$work/out"
    ours_ms+=("$took")
    mkdir "$work/out"
    took_to_unpack download_then_unpack "$mc"
    after_ms+=("$took")
    mkdir "$work/out"
    took_to_unpack download_and_unpack "$mc"
    bare_ms+=("$took")
  done
  progress_end
  figure "s3: tar.gz of 1 GB, ms; mc cp, then tar xzf" "$(median "${ours_ms[@]}")" "$(median "${after_ms[@]}")" 1.1 most
  figure "s3: the same; mc cat into tar xz" "$(median "${ours_ms[@]}")" "$(median "${bare_ms[@]}")" 1.1 most
}

download_and_unpack() {
  "$1" cat bench/archives/large.tar.gz | tar -xz -C "$work/out"
}

download_then_unpack() {
  "$1" cp --quiet bench/archives/large.tar.gz "$work/fetched.tar.gz"
  tar -xzf "$work/fetched.tar.gz" -C "$work/out"
  rm "$work/fetched.tar.gz"
}

# Half of it does not compress, as layers of an image or models do not.
make_large_archive() {
  local number
  mkdir "$work/large"
  echo 'FROM scratch' >"$work/large/Dockerfile"
  head -c 800000000 /dev/urandom >"$work/large/random"
  for number in 1 2 3 4 5 6 7 8; do seq $((number * 10000000)) $((number * 10000000 + 10000000)) >"$work/large/text-$number"; done
  tar -C "$work/large" -cz . >"$work/large.tar.gz"
  rm -r "$work/large"
}

compare_many_files() {
  local ours ours_ms=() unzip_ms=() bsdtar_ms=() round folder
  progress "s3: making a zip of 50,000 files"
  mkdir "$work/small"
  echo 'FROM scratch' >"$work/small/Dockerfile"
  for folder in $(seq 100); do
    mkdir "$work/small/folder-$folder"
    (cd "$work/small/folder-$folder" && seq 100000 | split -a 3 -l 200 - small-)
  done
  bsdtar -C "$work/small" --format zip -cf "$work/small.zip" .
  rm -r "$work/small"
  for round in 1 2 3 4 5 6 7; do
    progress "s3: zip of 50,000 files, round $round of 7"
    took_to_unpack "$home/luna-builder" stage "$work/small.zip" "$work/out"
    ours_ms+=("$took")
    took_to_unpack unzip -q "$work/small.zip" -d "$work/out"
    unzip_ms+=("$took")
    mkdir "$work/out"
    took_to_unpack bsdtar -xf "$work/small.zip" -C "$work/out"
    bsdtar_ms+=("$took")
  done
  progress_end
  ours=$(($(median "${ours_ms[@]}") - start_of_stage))
  figure "s3: zip of 50,000 files, ms (after $start_of_stage); unzip" "$ours" "$(median "${unzip_ms[@]}")" 1.1 most
  figure "s3: the same; bsdtar" "$ours" "$(median "${bsdtar_ms[@]}")" 1.1 most
}
