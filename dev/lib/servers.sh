# shellcheck shell=bash
# shellcheck disable=SC2154  # $work comes from who sources this
# Starts servers that end with the script that started them. Sourced by ./dev/services and ./dev/bench; needs progress.
#
# servers_begin NAME                makes the folder $work (in LUNA_BENCH_DIR, where that is set: another disk to measure),
#                                   which is removed at the end of the script with all that start started
# start NAME COMMAND...             starts a server; its process id is then in $started, its output in $work/NAME.log
# stop PID                          ends it and waits
# await_url URL                     waits until it answers 200, fifteen seconds at most
# free_port                         a port of 127.0.0.1 that nobody listens on
# start_registry ADDRESS            a docker-registry there (HOST:PORT), without TLS, its images in $work/registry
# start_minio BINARY ADDRESS        a MinIO there, its objects in $work/objects, with the bucket "archives"; its keys are
#                                   $minio_user and $minio_password
# upload_object ADDRESS BUCKET/KEY  puts what comes on standard input there
# curl_s3 ADDRESS PATH [OPTION...]  a signed request to it

servers_started=()
minio_user=luna-builder
minio_password=luna-builder-secret

servers_begin() {
  work=$(mktemp -d "${LUNA_BENCH_DIR:-${TMPDIR:-/tmp}}/luna-builder-$1.XXXXXX")
  trap servers_end EXIT
}

servers_end() {
  local pid
  for pid in "${servers_started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf --one-file-system "$work"
}

start() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  started=$!
  servers_started+=("$started")
}

stop() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

await_url() {
  local tries=0
  until curl -sf -o /dev/null "$1"; do
    tries=$((tries + 1))
    [ "$tries" -lt 1500 ] || fail "$1 does not answer: $(tail -n 5 "$work"/*.log)"
    sleep 0.01
  done
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    if ! listens "127.0.0.1:$port"; then
      echo "$port"
      return
    fi
  done
}

listens() {
  (exec 3<>"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null
}

start_registry() {
  cat >"$work/registry.yml" <<YML
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $work/registry}, delete: {enabled: true}}
http: {addr: '$1'}
YML
  start registry docker-registry serve "$work/registry.yml"
  await_url "http://$1/v2/"
}

start_minio() {
  MINIO_ROOT_USER=$minio_user MINIO_ROOT_PASSWORD=$minio_password MINIO_BROWSER=off \
    start minio "$1" server "$work/objects" --quiet --address "$2"
  await_url "http://$2/minio/health/ready"
  curl_s3 "$2" archives -X PUT
}

# A file in between: S3 wants to know the size first.
upload_object() {
  cat >"$work/object"
  curl_s3 "$1" "$2" -T "$work/object"
  rm "$work/object"
}

curl_s3() {
  local address=$1 path=$2
  shift 2
  curl -sSf -o /dev/null --aws-sigv4 aws:amz:us-east-1:s3 --user "$minio_user:$minio_password" \
    -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' "$@" "http://$address/$path"
}
