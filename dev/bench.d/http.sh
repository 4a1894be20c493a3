# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# Requests per second under wrk, beside a bare Javalin on the same JVM. The service accepts builds and runs none.

bench_http() {
  local ours_port bare_port id
  ours_port=$(free_port)
  LUNA_BUILDER_WORKERS=0 LUNA_BUILDER_MAX_PENDING=1000000 start ours "$home/luna-builder" serve --data-dir "$work/http" --port "$ours_port"
  await_url "http://127.0.0.1:$ours_port/healthcheck"
  bare_javalin
  bare_port=$(free_port)
  start bare "$JAVA" -XX:+UseSerialGC -cp "$bare_path" BareJavalin "$bare_port"
  await_url "http://127.0.0.1:$bare_port/healthcheck"

  builds_to_submit "http://127.0.0.1:$ours_port"
  id=$(curl -sS -H 'Content-Type: application/json' "http://127.0.0.1:$ours_port/1/builds" \
    -d "$submission" |
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
