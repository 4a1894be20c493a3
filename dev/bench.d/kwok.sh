# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# 2,000 builds at once through one service, on fake nodes whose pods end as soon as they run, beside as many bare pods.
# The service is as warm as the API server: it had an eighth as many builds before.
# LUNA_BENCH_PODS: another number; LUNA_BENCH_JVM: options of the service's JVM.

bench_kwok() {
  local pods=${LUNA_BENCH_PODS:-2000} port
  # shellcheck source=/dev/null
  . "$home/dev/lib/kubernetes.sh"
  cluster_begin
  skopeo copy --quiet --dest-tls-verify=false "docker-archive:$LUNA_TEST_TINY_IMAGE" "docker://$registry/team/fake:1"
  fake_nodes "$(skopeo inspect --tls-verify=false --format '{{.Digest}}' "docker://$registry/team/fake:1")"
  put_context fake.tar.gz 'FROM base'
  progress "kwok: $pods bare pods"
  all_bare "$pods"
  progress "kwok: $pods builds"
  port=$(free_port)
  LUNA_BUILDER_OPTS="${LUNA_BENCH_JVM:-} -Xmx512m -Xlog:gc:file=$work/gc-kwok" LUNA_BUILDER_WORKERS=$pods cluster_service fake "$port"
  all_builds "$port" $((pods / 8))
  all_builds "$port" "$pods"
  progress_end
  figure "kwok: $pods builds at once, ms; bare pods" "$builds_ms" "$bare_ms" 1.25 most
  figure "kwok: the service's fullest heap, MB" "$(grep -oE '[0-9]+M->' "$work/gc-kwok" | tr -d 'M>-' | sort -n | tail -n 1)" 512 1 most
  stop "$started"
  kube delete nodes --selector type=fake --wait=false >/dev/null
  cluster_end
}

fake_nodes() {
  local port number
  port=$(free_port)
  mkdir -p "$work/kwok"
  fake_stages "$1" >"$work/kwok/stages.yaml"
  start kwok "$("$home/dev/tools/build" kwok)" --kubeconfig "$cluster_kubeconfig" --config "$work/kwok/stages.yaml" \
    --manage-all-nodes=false --manage-nodes-with-label-selector=type=fake --node-ip "$node" --node-port "$port" \
    --server-address "$node:$port" --tls-cert-file "$(dirname "$cluster_kubeconfig")/certificates/apiserver.crt" \
    --tls-private-key-file "$(dirname "$cluster_kubeconfig")/certificates/apiserver.key"
  for number in $(seq 40); do
    cat <<YAML
---
apiVersion: v1
kind: Node
metadata: {name: fake-$number, labels: {type: fake}}
status: {allocatable: {cpu: "32", memory: 256Gi, pods: "110"}, capacity: {cpu: "32", memory: 256Gi, pods: "110"}}
YAML
  done >"$work/kwok/nodes.yaml"
  kube apply --filename "$work/kwok/nodes.yaml" >/dev/null
  kube wait --for=condition=Ready nodes --selector type=fake --timeout=60s >/dev/null
}

# What kwok makes of a pod: it runs, then it has ended well, with a digest in its termination message. It has no logs,
# which the API server then says: kwok follows each log by a watch of its own, and a machine has 128 of these.
fake_stages() {
  cat <<YAML
apiVersion: config.kwok.x-k8s.io/v1alpha1
kind: KwokConfiguration
options: {podPlayStageParallelism: 16, nodePlayStageParallelism: 4, nodeLeaseParallelism: 4, nodeLeaseDurationSeconds: 40, enableDebuggingHandlers: true}
---
apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata: {name: node-initialize}
spec:
  resourceRef: {apiGroup: v1, kind: Node}
  selector:
    matchExpressions:
      - {key: '.status.conditions.[] | select( .type == "Ready" ) | .status', operator: NotIn, values: ["True"]}
  next:
    statusTemplate: |
      conditions:
        - {type: Ready, status: "True", reason: KubeletReady, message: fake, lastTransitionTime: {{ Now | Quote }}, lastHeartbeatTime: {{ Now | Quote }}}
      addresses: [{type: InternalIP, address: "{{ NodeIP }}"}]
      daemonEndpoints: {kubeletEndpoint: {Port: {{ NodePort }} }}
      allocatable: {cpu: "32", memory: 256Gi, pods: "110"}
      capacity: {cpu: "32", memory: 256Gi, pods: "110"}
      phase: Running
YAML
  # shellcheck disable=SC2016  # templates of kwok
  fake_pods Pending Running true '{running: {startedAt: {{ $now | Quote }} } }'
  # shellcheck disable=SC2016
  fake_pods Running Succeeded false '{terminated: {exitCode: 0, reason: Completed, message: "'"$1"'", startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }'
  cat <<YAML
---
apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata: {name: pod-goes}
spec:
  resourceRef: {apiGroup: v1, kind: Pod}
  selector:
    matchExpressions:
      - {key: .metadata.deletionTimestamp, operator: Exists}
  next: {delete: true}
YAML
}

# From one phase to the next: what its containers are then.
fake_pods() {
  cat <<YAML
---
apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata: {name: pod-${2,,}}
spec:
  resourceRef: {apiGroup: v1, kind: Pod}
  selector:
    matchExpressions:
      - {key: .metadata.deletionTimestamp, operator: DoesNotExist}
      - {key: .status.phase, operator: In, values: [$1]}
  next:
    statusTemplate: |
      {{ \$now := Now }}
      phase: $2
      containerStatuses:
      {{ range .spec.containers }}
        - {name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: fake, ready: $3, restartCount: 0, state: $4 }
      {{ end }}
YAML
}

# As fast as the API server takes them, as the service creates its own.
all_bare() {
  local pods=$1 number server token began
  token=$(kube config view --raw -o 'jsonpath={.users[0].user.token}')
  server=$(kube config view --raw -o 'jsonpath={.clusters[0].cluster.server}')
  for number in $(seq "$pods"); do
    printf 'next\nurl = "%s/api/v1/namespaces/%s/pods"\nheader = "Content-Type: application/json"\nheader = "Authorization: Bearer %s"\noutput = "/dev/null"\ninsecure\nsilent\ndata = "%s"\n' \
      "$server" "$namespace" "$token" \
      "{\\\"metadata\\\":{\\\"name\\\":\\\"bare-$number\\\",\\\"labels\\\":{\\\"bare\\\":\\\"yes\\\"}},\\\"spec\\\":{\\\"nodeSelector\\\":{\\\"type\\\":\\\"fake\\\"},\\\"containers\\\":[{\\\"name\\\":\\\"build\\\",\\\"image\\\":\\\"fake\\\"}]}}"
  done | sed '1d' >"$work/kwok/pods.curl"
  began=$(milliseconds)
  curl --parallel --parallel-max 50 -K "$work/kwok/pods.curl"
  until [ "$(kube get pods --namespace "$namespace" --selector bare=yes --field-selector status.phase=Succeeded -o name | wc -l)" -ge "$pods" ]; do
    sleep 0.2
  done
  bare_ms=$(($(milliseconds) - began))
  # kubectl deletes them one by one.
  kube delete --raw "/api/v1/namespaces/$namespace/pods?labelSelector=bare%3Dyes&gracePeriodSeconds=0" >/dev/null
}

all_builds() {
  local port=$1 pods=$2 number began
  for number in $(seq "$pods"); do
    printf 'next\nurl = "http://%s:%s/1/builds"\nheader = "Content-Type: application/json"\noutput = "/dev/null"\nsilent\ndata = "%s"\n' \
      "$node" "$port" "{\\\"archive\\\":\\\"$link\\\",\\\"parameters\\\":{\\\"image_name\\\":\\\"team/fake:1\\\",\\\"selector\\\":{\\\"type\\\":\\\"fake\\\"}}}"
  done | sed '1d' >"$work/kwok/builds.curl"
  began=$(milliseconds)
  curl --parallel --parallel-max 50 -K "$work/kwok/builds.curl"
  until [ "$(unfinished "$port")" -eq 0 ]; do sleep 0.2; done
  builds_ms=$(($(milliseconds) - began))
}

unfinished() {
  local pending running
  pending=$(curl -sS "http://$node:$1/1/builds?status=pending&limit=1" | grep -c build_id || true)
  running=$(curl -sS "http://$node:$1/1/builds?status=in_progress&limit=1" | grep -c build_id || true)
  echo $((pending + running))
}
