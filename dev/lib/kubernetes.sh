# shellcheck shell=bash
# shellcheck disable=SC2154  # $work and $home come from who sources this
# A cluster with everything that builds in it need, for the bench and the drills. Sourced by them; needs progress, cache,
# app and servers.
#
# cluster_begin                  starts the cluster and beside it, at the node's address, a registry with a base image
#                                (base:1) and a web server of the folder $work/files; makes the namespace $namespace, in
#                                which the service's user has the shipped Role
# cluster_end                    deletes the namespace; the cluster stays
# kube ARGUMENT...               kubectl as the administrator
# cluster_service NAME PORT      starts a service on it with data in $work/NAME; its process id is then in $started
# put_context NAME DOCKERFILE    makes the archive NAME of that Dockerfile; its link is then in $link
# build_on PORT LINK IMAGE       asks for a build; its id is then in $build
# status_of PORT ID              what the service says of a build

node=${LUNA_TEST_HOST_ADDRESS:-10.88.0.1}

cluster_begin() {
  [ "$(id -u)" -eq 0 ] || fail "only root can start a cluster"
  cluster_kubeconfig=$("$home/dev/cluster" up)
  kubectl=$("$home/dev/tools/build" kubernetes | grep '/kubectl$')
  load_builder
  namespace=bench-$$
  registry=$node:$(free_port)
  start_registry "$registry"
  skopeo copy --quiet --dest-tls-verify=false "docker-archive:$LUNA_TEST_TINY_IMAGE" "docker://$registry/base:1"
  mkdir -p "$work/files"
  files=$node:$(free_port)
  start files busybox httpd -f -p "$files" -h "$work/files"
  kube create namespace "$namespace" >/dev/null
  kube label namespace "$namespace" pod-security.kubernetes.io/enforce=baseline >/dev/null
  sed 's/kind: ServiceAccount/kind: User/; s/^    name: luna-builder/    name: service-under-test/' \
    "$home/deploy/kubernetes/role.yaml" | sed 's/^  - kind: User/&\n    apiGroup: rbac.authorization.k8s.io/' |
    kube apply --namespace "$namespace" --filename - >/dev/null
}

cluster_end() {
  kube delete namespace "$namespace" --wait=false >/dev/null 2>&1 || true
}

load_builder() {
  local made
  builder_image=${LUNA_TEST_BUILDER_IMAGE:-}
  [ -z "$builder_image" ] || return 0
  made=$("$home/dev/images/builder")
  builder_image=${made%% *}
  kube get node node1 -o 'jsonpath={.status.images[*].names[*]}' | grep -q "$builder_image" ||
    "$home/dev/cluster" load "${made#* }" 2>/dev/null
}

kube() {
  "$kubectl" --kubeconfig "$cluster_kubeconfig" "$@"
}

cluster_service() {
  local name=$1 port=$2
  USE_KUBERNETES=1 \
    LUNA_BUILDER_KUBECONFIG=${LUNA_TEST_SERVICE_KUBECONFIG:-$(dirname "$cluster_kubeconfig")/service.kubeconfig} \
    LUNA_BUILDER_NAMESPACE=$namespace LUNA_BUILDER_BUILDER_IMAGE=$builder_image LUNA_BUILDER_REGISTRY=$registry \
    LUNA_BUILDER_INSECURE_REGISTRIES=$registry LUNA_BUILDER_ARCHIVE_ALLOWED_HOSTS=$node \
    LUNA_BUILDER_PUBLIC_URL=http://$node:$port \
    start "$name" "$home/luna-builder" serve --host "$node" --port "$port" --data-dir "$work/$name"
  await_url "http://$node:$port/healthcheck"
}

put_context() {
  mkdir -p "$work/context"
  printf '%s\n' "${2/FROM base/FROM $registry\/base:1}" >"$work/context/Dockerfile"
  tar -C "$work/context" -czf "$work/files/$1" .
  # shellcheck disable=SC2034  # for who sources this
  link=http://$files/$1
}

build_on() {
  # shellcheck disable=SC2034  # for who sources this
  build=$(curl -sS -H 'Content-Type: application/json' "http://$node:$1/1/builds" \
    -d '{"archive":"'"$2"'","parameters":{"image_name":"'"$3"'"}}' | sed 's/.*"build_id":"\([^"]*\)".*/\1/')
}

status_of() {
  curl -sS "http://$node:$1/1/builds/$2" | sed 's/.*"status":"\([^"]*\)".*/\1/'
}
