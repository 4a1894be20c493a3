# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# Requests per second under wrk, beside a bare Javalin on the same JVM. The service accepts builds and runs none.

bench_http() {
  local ours_port bare_port archive id
  ours_port=$(free_port)
  LUNA_BUILDER_WORKERS=0 start ours "$home/luna-builder" serve --data-dir "$work/http" --port "$ours_port"
  await_url "http://127.0.0.1:$ours_port/healthcheck"
  bare_javalin
  bare_port=$(free_port)
  start bare "$JAVA" -XX:+UseSerialGC -cp "$bare_path" BareJavalin "$bare_port"
  await_url "http://127.0.0.1:$bare_port/healthcheck"

  printf 'FROM scratch\n' >"$work/Dockerfile"
  archive=$(tar c -C "$work" Dockerfile | curl -sS --data-binary @- "http://127.0.0.1:$ours_port/1/archives" |
    sed 's/.*"archive":"\([^"]*\)".*/\1/')
  cat >"$work/post.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"archive":"$archive","parameters":{"image_name":"team/app:1","image_builder":"local_kaniko"}}'
LUA
  id=$(curl -sS -H 'Content-Type: application/json' "http://127.0.0.1:$ours_port/1/builds" \
    -d '{"archive":"'"$archive"'","parameters":{"image_name":"team/app:1","image_builder":"local_kaniko"}}' |
    sed 's/.*"build_id":"\([^"]*\)".*/\1/')

  compare_rates "http: POST /1/builds, per second" 0.3 \
    "http://127.0.0.1:$ours_port/1/builds" "http://127.0.0.1:$bare_port/healthcheck" -s "$work/post.lua"
  compare_rates "http: GET /1/builds/{id}, per second" 0.7 \
    "http://127.0.0.1:$ours_port/1/builds/$id" "http://127.0.0.1:$bare_port/healthcheck"
}

# The first two rounds warm the JVMs up and are not counted.
compare_rates() {
  local what=$1 goal=$2 ours=$3 bare=$4 ours_rates=() bare_rates=() round
  shift 4
  for round in 1 2 3 4 5; do
    progress "$what: round $round of 5"
    rate "$ours" "$@"
    ours_rates+=("$rate")
    rate "$bare" "$@"
    bare_rates+=("$rate")
  done
  progress_end
  figure "$what" "$(median "${ours_rates[@]:2}")" "$(median "${bare_rates[@]:2}")" "$goal" least
}

rate() {
  local url=$1
  shift
  wrk -t 1 -c 64 -d 5s "$@" "$url" >"$work/wrk.log"
  if grep -q 'Non-2xx' "$work/wrk.log"; then fail "$url refused requests: $(cat "$work/wrk.log")"; fi
  rate=$(awk '/^Requests\/sec/ { printf "%d", $2 }' "$work/wrk.log")
}
