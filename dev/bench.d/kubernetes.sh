# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# A tiny build through the service, beside a bare pod of kaniko that kubectl creates and watches; requests to the API
# server and seconds of the service's processor for each.

bench_kubernetes() {
  local port service before_requests before_ticks builds
  # shellcheck source=/dev/null
  . "$home/dev/lib/kubernetes.sh"
  cluster_begin
  put_context tiny.tar.gz $'FROM base\nRUN echo hello'
  port=$(free_port)
  cluster_service service "$port"
  service=$started
  compare_pods "$port" one
  before_requests=$(requests_of_service)
  before_ticks=$(ticks_of "$service")
  builds=20
  progress "kubernetes: $builds builds, one after the other"
  for _ in $(seq "$builds"); do took_to_build "$port"; done
  progress_end
  figure "kubernetes: requests to the API server per build" "$((($(requests_of_service) - before_requests) / builds))" 6 1 most
  figure "kubernetes: the service's processor per build, ms" \
    "$((($(ticks_of "$service") - before_ticks) * 1000 / $(getconf CLK_TCK) / builds))" 1000 1 most
  stop "$service"
  LUNA_BUILDER_EXECUTOR_IMAGE=$builder_image cluster_service with-init "$port"
  compare_pods "$port" two
  stop "$started"
  cluster_end
}

compare_pods() {
  local port=$1 shape=$2 ours=() bare=() round
  took_to_build "$port"
  for round in $(seq 15); do
    progress "kubernetes: $shape container(s), round $round of 15"
    any_moment
    took_to_build "$port"
    ours+=("$took")
    any_moment
    took_as_pod "$shape" "$round"
    bare+=("$took")
  done
  progress_end
  if [ "$shape" = one ]; then
    figure "kubernetes: submit to completed, ms; bare pod" "$(median "${ours[@]}")" "$(median "${bare[@]}")" 1.2 most
  else
    figure "kubernetes: the same with an init container" "$(median "${ours[@]}")" "$(median "${bare[@]}")" 1.15 most
  fi
}

# The kubelet looks at its pods once a second: what begins just after a look is seen at the next one.
any_moment() {
  sleep "0.$(printf '%03d' $((RANDOM % 1000)))"
}

took_to_build() {
  local port=$1 began status
  began=$(milliseconds)
  build_on "$port" "$link" team/tiny:1
  while :; do
    status=$(status_of "$port" "$build")
    case $status in
      completed) break ;;
      pending | in_progress) sleep 0.01 ;;
      *) fail "the build ended as $status: $(curl -sS "http://$node:$port/1/builds/$build/log")" ;;
    esac
  done
  took=$(($(milliseconds) - began))
}

# It fetches its archive by wget, since a pod must have one.
took_as_pod() {
  local name=bare-$1-$2 fetch call began
  fetch="mkdir -p /kaniko/context && cd /kaniko/context && /kaniko/busybox wget -q -O- $link | /kaniko/busybox tar xz"
  call="--context=dir:///kaniko/context --destination=$registry/bare:1 --insecure-registry=$registry --skip-tls-verify-registry=$registry --digest-file=/dev/termination-log"
  if [ "$1" = two ]; then
    fetch=${fetch//\/kaniko\/context/\/workspace}
    call=${call//\/kaniko\/context/\/workspace}
  fi
  bare_pod "$name" "$1" "$fetch" "$call" >"$work/pod.yaml"
  began=$(milliseconds)
  kube create --namespace "$namespace" --filename "$work/pod.yaml" >/dev/null
  kube wait --namespace "$namespace" --for='jsonpath={.status.phase}=Succeeded' "pod/$name" --timeout=60s >/dev/null
  took=$(($(milliseconds) - began))
  kube delete pod --namespace "$namespace" "$name" --now >/dev/null 2>&1
}

bare_pod() {
  local name=$1 shape=$2 fetch=$3 call=$4
  cat <<YAML
apiVersion: v1
kind: Pod
metadata: {name: $name}
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: 1
YAML
  if [ "$shape" = one ]; then
    printf '  containers:\n    - {name: build, image: %s, command: [/kaniko/busybox, sh, -c, "%s && exec /kaniko/executor %s"]}\n' \
      "$builder_image" "$fetch" "$call"
  else
    cat <<YAML
  volumes: [{name: context, emptyDir: {}}]
  initContainers:
    - {name: stage, image: $builder_image, command: [/kaniko/busybox, sh, -c, "$fetch"], volumeMounts: [{name: context, mountPath: /workspace}]}
  containers:
    - {name: build, image: $builder_image, command: [/kaniko/busybox, sh, -c, "exec /kaniko/executor $call"], volumeMounts: [{name: context, mountPath: /workspace}]}
YAML
  fi
}

# The API server writes down each request of the service's user.
requests_of_service() {
  grep -c '"stage":"ResponseStarted\|"stage":"ResponseComplete"' "$(dirname "$cluster_kubeconfig")/audit.log" || true
}

ticks_of() {
  awk '{ print $14 + $15 }' "/proc/$1/stat"
}
