# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# Submit to completed through the service, beside the bare executor in the same kind of root on the same context.
# Needs root, since the bare root is made by mount.

bench_build() {
  local registry
  [ "$(id -u)" -eq 0 ] || { say "build: skipped, it needs root"; return; }
  own_disk
  registry=127.0.0.1:$(free_port)
  start_registry "$registry"
  skopeo copy -q --dest-tls-verify=false "docker-archive:$LUNA_TEST_BASE_IMAGE" "docker://$registry/debian:1"
  skopeo copy -q --dest-tls-verify=false "docker-archive:$LUNA_TEST_TINY_IMAGE" "docker://$registry/busybox:1"
  service=http://127.0.0.1:$(free_port)
  LUNA_BUILDER_REGISTRY=$registry LUNA_BUILDER_INSECURE_REGISTRIES=$registry LUNA_BUILDER_LOCK_FILE=$work/lock \
    start ours "$home/luna-builder" serve --data-dir "$work/build" --port "${service##*:}"
  await_url "$service/healthcheck"

  mkdir -p "$work/tiny" "$work/usual"
  printf 'FROM %s/busybox:1\nRUN echo hello > /hello\n' "$registry" >"$work/tiny/Dockerfile"
  compare_builds tiny 1.3 "$registry" 7
  for number in 1 2 3 4 5 6 7 8 9; do head -c 10000000 /dev/urandom >"$work/usual/file-$number"; done
  printf 'FROM %s/debian:1\nCOPY file-1 /one\nRUN python3 -c "print(1)"\nCOPY . /all\nRUN echo x > /x\n' "$registry" \
    >"$work/usual/Dockerfile"
  compare_builds usual 1.05 "$registry" 5
}

compare_builds() {
  local context=$1 goal=$2 registry=$3 rounds=$4 ours_ms=() bare_ms=() round
  for round in $(seq "$rounds"); do
    progress "build: $context, round $round of $rounds"
    build_ours "$context"
    ours_ms+=("$took")
    build_bare "$context" "$registry"
    bare_ms+=("$took")
  done
  progress_end
  figure "build: $context, submit to completed, ms" "$(median "${ours_ms[@]}")" "$(median "${bare_ms[@]}")" "$goal" most
}

build_ours() {
  local archive id began status=pending
  archive=$(tar c -C "$work/$1" . | curl -sS --data-binary @- "$service/1/archives" |
    sed 's/.*"archive":"\([^"]*\)".*/\1/')
  sync
  began=$(milliseconds)
  id=$(curl -sS -H 'Content-Type: application/json' "$service/1/builds" \
    -d '{"archive":"'"$archive"'","parameters":{"image_name":"bench/ours:1","image_builder":"local_kaniko"}}' |
    sed 's/.*"build_id":"\([^"]*\)".*/\1/')
  # The stream of its changes ends with the build.
  status=$(curl -sSN "$service/1/builds/$id/events" | grep -o '"status":"[a-z_]*"' | tail -n 1)
  took=$(($(milliseconds) - began))
  [ "$status" = '"status":"completed"' ] || fail "the build ended with $status: $(curl -s "$service/1/builds/$id/log")"
}

# The context is unpacked before the clock starts, and the root deleted after it stopped.
build_bare() {
  local root=$work/root began
  mkdir -p "$root"/{kaniko/context,kaniko/ssl/certs,proc,dev,etc,tmp,root}
  cp -r "$work/$1/." "$root/kaniko/context/"
  cp "$LUNA_TEST_KANIKO" "$root/kaniko/executor"
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  sync
  began=$(milliseconds)
  # shellcheck disable=SC2016  # words of the inner shell
  unshare --mount --pid --fork --propagation private sh -euc '
    root=$1 registry=$2
    mount -t proc proc "$root/proc"
    mount -t tmpfs dev "$root/dev"
    for device in null zero full random urandom; do
      : > "$root/dev/$device"
      mount --bind "/dev/$device" "$root/dev/$device"
    done
    exec chroot "$root" /kaniko/executor --force --context dir:///kaniko/context --dockerfile Dockerfile \
      --destination "$registry/bench/bare:1" --insecure-registry "$registry" --insecure --insecure-pull \
      --skip-tls-verify-registry "$registry" --push-retry 3 --image-fs-extract-retry 3
  ' sh "$root" "$2" >"$work/bare.log" 2>&1 || fail "the bare executor failed: $(tail -n 5 "$work/bare.log")"
  took=$(($(milliseconds) - began))
  rm -rf --one-file-system "$root"
}
