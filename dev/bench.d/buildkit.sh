# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# Submit to completed through the service with the plug-in of examples/builder-buildkit, beside bare buildctl on the same
# daemon. Each gets a change of its own, so that none finds the other's layers.
# Needs root, since the daemon does.

bench_buildkit() {
  local registry
  [ "$(id -u)" -eq 0 ] || { say "buildkit: skipped, it needs root"; return; }
  make_plugin
  own_disk
  registry=127.0.0.1:$(free_port)
  start_registry "$registry"
  skopeo copy -q --dest-tls-verify=false "docker-archive:$LUNA_TEST_BASE_IMAGE" "docker://$registry/debian:1"
  skopeo copy -q --dest-tls-verify=false "docker-archive:$LUNA_TEST_TINY_IMAGE" "docker://$registry/busybox:1"
  start_buildkitd
  service=http://127.0.0.1:$(free_port)
  LUNA_BUILDER_REGISTRY=$registry LUNA_BUILDER_INSECURE_REGISTRIES=$registry LUNA_BUILDER_LOCK_FILE=$work/lock \
    LUNA_BUILDER_PLUGIN_DIR=$home/examples/builder-buildkit/target/plugin LUNA_BUILDER_ENABLED_BUILDERS=buildkit \
    LUNA_BUILDER_BUILDKIT_ADDRESS=$buildkit_address LUNA_BUILDER_BUILDKIT_BUILDCTL=$LUNA_TEST_BUILDCTL \
    start ours "$home/luna-builder" serve --data-dir "$work/service" --port "${service##*:}"
  await_url "$service/healthcheck"

  mkdir -p "$work/tiny" "$work/usual" "$work/docker"
  printf 'FROM %s/busybox:1\nRUN echo hello > /hello\nCOPY app /app\n' "$registry" >"$work/tiny/Dockerfile"
  compare_buildkit tiny "$registry" 9
  for number in 1 2 3 4 5 6 7 8 9; do head -c 10000000 /dev/urandom >"$work/usual/file-$number"; done
  printf 'FROM %s/debian:1\nCOPY file-1 /one\nRUN python3 -c "print(1)"\nCOPY . /all\nRUN echo x > /x\n' "$registry" \
    >"$work/usual/Dockerfile"
  compare_buildkit usual "$registry" 7
}

# As another team makes it, from the published artifacts; nothing is written to the local repository of this user.
make_plugin() {
  local example=$home/examples/builder-buildkit downloads
  if [ -d "$example/target/plugin" ] &&
    [ -z "$(find "$example/pom.xml" "$example/src/main" -newer "$example/target/plugin" -print -quit)" ]; then
    return 0
  fi
  "$home/dev/publish"
  borrow_downloads
  mvn -B -ntp -q package -DskipTests -f "$example/pom.xml" "-Dmaven.repo.local=$downloads"
  touch "$example/target/plugin"
}

# In mount and process namespaces of its own: all that it mounts and starts ends with it. unshare ignores SIGTERM.
start_buildkitd() {
  local tries=0
  buildkit_address=unix://$work/buildkitd.sock
  printf '[worker.oci]\n  gc = false\n' >"$work/buildkitd.toml"
  # shellcheck disable=SC2016  # words of the inner shell
  start buildkitd bash -c '
    unshare --mount --pid --fork --kill-child --mount-proc --propagation private "$@" &
    trap "kill -KILL $!" TERM
    wait
  ' bash "$LUNA_TEST_BUILDKITD" --config "$work/buildkitd.toml" --root "$work/buildkit" --addr "$buildkit_address" \
    --otel-socket-path "$work/otel.sock" --cdi-disabled --oci-worker=true --containerd-worker=false --oci-worker-net=host
  until buildctl debug workers >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || fail "buildkitd does not answer: $(tail -n 5 "$work/buildkitd.log")"
    sleep 0.05
  done
}

buildctl() {
  DOCKER_CONFIG=$work/docker "$LUNA_TEST_BUILDCTL" --addr "$buildkit_address" "$@"
}

# Bare is told three ways: in a folder with the unpacked context, with the time that tar took to unpack it, and, where
# nothing changed, in the folder of the build before, of which the daemon need not be sent anything.
compare_buildkit() {
  local context=$1 registry=$2 rounds=$3 round who
  local -A taken=()
  for round in $(seq "$rounds"); do
    progress "buildkit: $context, round $round of $rounds"
    for who in ours bare; do
      buildctl prune --all >/dev/null
      echo "$who $round cold" >"$work/$context/app"
      take "$who" cold
      echo "$who $round changed" >"$work/$context/app"
      take "$who" changed
      take "$who" unchanged
    done
    buildkit_in "$work/unpacked" "$registry"
    taken[kept]+=" $took"
  done
  progress_end
  compare_taken cold "nothing cached" 1.1
  compare_taken changed "one file changed" 1.2
  compare_taken unchanged unchanged 1.5
  figure "the same; bare in the folder of the build before" "$(middle ours-unchanged)" "$(middle kept)" 1.5 most
}

take() {
  unpacking=0
  "buildkit_$1" "$context" "$registry"
  taken[$1-$2]+=" $took"
  taken[unpacking-$1-$2]+=" $((took + unpacking))"
}

middle() {
  # shellcheck disable=SC2086  # numbers
  median ${taken[$1]}
}

compare_taken() {
  figure "buildkit: $context, $2, ms" "$(middle "ours-$1")" "$(middle "bare-$1")" "$3" most
  figure "the same; bare unpacks as well" "$(middle "ours-$1")" "$(middle "unpacking-bare-$1")" "$3" most
}

buildkit_ours() {
  local archive id began status
  archive=$(tar c -C "$work/$1" . | curl -sS --data-binary @- "$service/1/archives" |
    sed 's/.*"archive":"\([^"]*\)".*/\1/')
  sync
  began=$(milliseconds)
  id=$(curl -sS -H 'Content-Type: application/json' "$service/1/builds" \
    -d '{"archive":"'"$archive"'","parameters":{"image_name":"bench/ours:1","image_builder":"buildkit","cache":true}}' |
    sed 's/.*"build_id":"\([^"]*\)".*/\1/')
  # The stream of its changes ends with the build.
  status=$(curl -sSN "$service/1/builds/$id/events" | grep -o '"status":"[a-z_]*"' | tail -n 1)
  took=$(($(milliseconds) - began))
  [ "$status" = '"status":"completed"' ] || fail "the build ended with $status: $(curl -s "$service/1/builds/$id/log")"
}

# The context is unpacked before the clock starts, with times of its own, as a fresh checkout has.
buildkit_bare() {
  local began
  rm -rf "$work/unpacked"
  mkdir "$work/unpacked"
  tar c -C "$work/$1" -f "$work/context.tar" .
  sync
  began=$(milliseconds)
  tar xm -C "$work/unpacked" -f "$work/context.tar"
  unpacking=$(($(milliseconds) - began))
  sync
  buildkit_in "$work/unpacked" "$2"
}

buildkit_in() {
  local began
  began=$(milliseconds)
  buildctl build --frontend dockerfile.v0 --local "context=$1" --local "dockerfile=$1" --metadata-file "$work/metadata.json" \
    --progress=rawjson --output "type=image,name=$2/bench/bare:1,push=true" >"$work/bare.log" 2>&1 ||
    fail "buildctl failed: $(tail -n 5 "$work/bare.log")"
  took=$(($(milliseconds) - began))
}
