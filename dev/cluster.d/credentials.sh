# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/cluster
# Who may do what in the cluster. Sourced by dev/cluster.
#
# make_credentials     keys, tokens, a kubeconfig for each user, and that the service's requests are written down

make_credentials() {
  local certificates=$home/certificates admin service node
  mkdir -p "$certificates"
  chmod 700 "$home"
  make_certificate "$certificates"
  openssl genrsa -out "$home/service-accounts.key" 2048 2>/dev/null
  admin=$(new_token) service=$(new_token) node=$(new_token)
  cat >"$home/tokens.csv" <<CSV
$admin,admin,admin,system:masters
$service,service-under-test,service-under-test
$node,system:node:node1,node1,system:nodes
CSV
  cat >"$home/audit.yaml" <<YAML
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules: [{level: Metadata, users: [service-under-test]}, {level: None}]
YAML
  write_kubeconfig "$home/kubeconfig" "$admin"
  write_kubeconfig "$home/service.kubeconfig" "$service"
  write_kubeconfig "$home/node.kubeconfig" "$node"
}

new_token() {
  openssl rand -hex 20
}

# Signed by itself, so that it is its own authority.
make_certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=luna-builder-cluster \
    -addext 'subjectAltName=IP:10.88.0.1,IP:10.96.0.1,DNS:kubernetes.default.svc' \
    -keyout "$1/apiserver.key" -out "$1/apiserver.crt" 2>/dev/null
}

write_kubeconfig() {
  cat >"$1" <<YAML
apiVersion: v1
kind: Config
current-context: dev
clusters:
  - name: dev
    cluster:
      server: https://$api
      certificate-authority-data: $(base64 -w 0 "$home/certificates/apiserver.crt")
users:
  - name: dev
    user:
      token: $2
contexts:
  - name: dev
    context: {cluster: dev, user: dev}
YAML
  chmod 600 "$1"
}
