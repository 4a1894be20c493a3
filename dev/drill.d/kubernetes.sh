# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/drill and its libraries
# 60 real builds in a real cluster, while the service is killed twice, the API server and the kubelet are restarted, a pod
# is deleted and one is evicted. Nothing may be lost, built twice after its success, or left behind.

drill_kubernetes() {
  local port builds=60 ids=() began=$SECONDS
  for part in app servers kubernetes; do
    # shellcheck source=/dev/null
    . "$home/dev/lib/$part.sh"
  done
  build_if_needed "$home"
  make_fast_start "$home"
  servers_begin drill
  cluster_begin
  put_context slow.tar.gz $'FROM base\nRUN for i in 1 2 3 4 5 6; do echo line $i; sleep 1; done'
  port=$(free_port)
  export LUNA_BUILDER_WORKERS=8 LUNA_BUILDER_LEASE=3s
  cluster_service service "$port"
  for number in $(seq "$builds"); do
    build_on "$port" "$link" "team/drill-$number:1"
    ids+=("$build")
  done
  say "$builds builds are accepted; breaking begins"
  sleep 4
  kill_service "$port"
  sleep 5
  say "restarting the API server"
  "$home/dev/cluster" restart kube-apiserver
  sleep 5
  take_away "deleting" delete_pod
  sleep 4
  kill_service "$port"
  sleep 5
  say "restarting the kubelet"
  "$home/dev/cluster" restart kubelet
  sleep 3
  take_away "evicting" evict_pod
  await_all "$port" "${ids[@]}"
  verdict "$port" "${ids[@]}"
  say "the drill took $((SECONDS - began)) s"
  cluster_end
}

kill_service() {
  say "killing the service"
  kill -9 "$started"
  wait "$started" 2>/dev/null || true
  cluster_service service "$1"
}

# Any pod that runs.
take_away() {
  local pod
  pod=$(kube get pods --namespace "$namespace" --field-selector status.phase=Running -o name | head -n 1)
  [ -n "$pod" ] || { say "no pod runs"; return; }
  say "$1 $pod"
  "$2" "${pod#pod/}"
}

delete_pod() {
  kube delete pod --namespace "$namespace" "$1" --wait=false >/dev/null
}

evict_pod() {
  printf '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"%s","namespace":"%s"}}' "$1" "$namespace" |
    kube create --raw "/api/v1/namespaces/$namespace/pods/$1/eviction" --filename - >/dev/null
}

await_all() {
  local port=$1 id left
  shift
  while :; do
    left=0
    for id in "$@"; do
      case $(status_of "$port" "$id") in
        pending | in_progress) left=$((left + 1)) ;;
      esac
    done
    progress "$left builds to end"
    [ "$left" -gt 0 ] || break
    sleep 2
  done
  progress_end
}

# A build whose attempts went on after kaniko had pushed was built again after its success.
verdict() {
  local port=$1 id log again=0 lines=0 outcomes
  shift
  outcomes=$(for id in "$@"; do
    curl -sS "http://$node:$port/1/builds/$id" | sed -E 's/.*"status":"([^"]*)".*"attempt":([0-9]+).*/\1 at attempt \2/'
    echo
  done | grep . | sort | uniq -c)
  for id in "$@"; do
    log=$(curl -sS "http://$node:$port/1/builds/$id/log")
    [ "$(grep -c '] Pushed ' <<<"$log")" -le 1 ] || again=$((again + 1))
    [ "$(grep -c '^line 3$' <<<"$log")" -ge 1 ] || lines=$((lines + 1))
  done
  sleep 25
  say "outcomes:"
  printf '%s\n' "$outcomes" >&2
  say "pods left: $(kube get pods --namespace "$namespace" -o name | wc -l)"
  say "built again after success: $again; logs without their lines: $lines"
  if grep -qv completed <<<"$outcomes"; then fail "some builds did not complete"; fi
  if [ "$((again + lines))" -gt 0 ]; then fail "that must not be"; fi
  [ -z "$(kube get pods --namespace "$namespace" -o name)" ] || fail "pods are left"
}
