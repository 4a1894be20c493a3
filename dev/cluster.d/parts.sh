# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/cluster
# The processes of the cluster. Sourced by dev/cluster.
#
# all_parts                    their names
# get_tools                    builds what Debian has not
# start PART, end PART         one process, which outlives this script; its output is in $home/PART.log
# runs PART                    does it?
# await SECONDS NAME COMMAND   until the command succeeds
# kubectl ARGUMENT...          as the administrator
# ctr_of_node ARGUMENT...      the client of the node's containerd

# shellcheck disable=SC2034  # for dev/cluster
all_parts=(etcd kube-apiserver kube-controller-manager kube-scheduler containerd kubelet)

get_tools() {
  "$dev/tools/build" etcd >/dev/null
  "$dev/tools/build" kubernetes >/dev/null
}

tool() {
  local name=$1 folder
  case $name in
    etcd) "$dev/tools/build" etcd ;;
    containerd) type -P containerd ;;
    *)
      folder=$("$dev/tools/build" kubernetes | head -n 1)
      echo "${folder%/*}/$name"
      ;;
  esac
}

kubectl() {
  [ -n "${kubectl_program:-}" ] || kubectl_program=$(tool kubectl)
  "$kubectl_program" --kubeconfig "$home/kubeconfig" "$@"
}

ctr_of_node() {
  ctr --address "$home/containerd.sock" "$@"
}

start() {
  local part=$1 program
  program=$(tool "$part")
  mapfile -t arguments < <(arguments_of "$part")
  # It must not inherit the locks, nor the terminal's Ctrl-C.
  setsid "$program" "${arguments[@]}" </dev/null >>"$home/$part.log" 2>&1 6>&- 7>&- 8>&- &
  echo $! >"$home/$part.pid"
}

end() {
  local part=$1 pid tries=0
  runs "$part" || return 0
  pid=$(cat "$home/$part.pid")
  kill "$pid" 2>/dev/null || true
  while [ -d "/proc/$pid" ] && [ "$tries" -lt 100 ]; do
    tries=$((tries + 1))
    sleep 0.05
  done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$home/$part.pid"
}

# A process id may have been given to somebody else meanwhile.
runs() {
  local pid
  pid=$(cat "$home/$1.pid" 2>/dev/null) || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q "$home"
}

await() {
  local seconds=$1 name=$2 until=$((SECONDS + $1))
  shift 2
  until "$@" >/dev/null 2>"$home/await.log"; do
    [ "$SECONDS" -lt "$until" ] ||
      fail "$name is not ready after $seconds s: $(tail -n 3 "$home"/*.log 2>/dev/null)"
    sleep 0.2
  done
}

# Grace periods are short, so that tests of a lost node take seconds.
arguments_of() {
  case $1 in
    etcd)
      printf '%s\n' --data-dir="$home/etcd" --unsafe-no-fsync --log-level=error \
        --listen-client-urls=http://127.0.0.1:23790 --advertise-client-urls=http://127.0.0.1:23790 \
        --listen-peer-urls=http://127.0.0.1:23800
      ;;
    kube-apiserver)
      printf '%s\n' --etcd-servers=http://127.0.0.1:23790 --bind-address=10.88.0.1 --advertise-address=10.88.0.1 \
        --secure-port="${api##*:}" --cert-dir="$home/certificates" --service-cluster-ip-range=10.96.0.0/16 \
        --service-account-issuer=https://cluster.test --service-account-key-file="$home/service-accounts.key" \
        --service-account-signing-key-file="$home/service-accounts.key" --authorization-mode=Node,RBAC \
        --audit-policy-file="$home/audit.yaml" --audit-log-path="$home/audit.log" \
        --token-auth-file="$home/tokens.csv" --kubelet-preferred-address-types=InternalIP \
        --default-not-ready-toleration-seconds=5 --default-unreachable-toleration-seconds=5
      ;;
    kube-controller-manager)
      printf '%s\n' --kubeconfig="$home/kubeconfig" --leader-elect=false --root-ca-file="$home/certificates/apiserver.crt" \
        --service-account-private-key-file="$home/service-accounts.key" --cert-dir="$home/certificates" \
        --bind-address=127.0.0.1 --secure-port=0 --node-monitor-period=1s --node-monitor-grace-period=15s
      ;;
    kube-scheduler)
      printf '%s\n' --kubeconfig="$home/kubeconfig" --leader-elect=false --secure-port=0
      ;;
    containerd) printf '%s\n' --config "$home/containerd.toml" ;;
    kubelet)
      printf '%s\n' --config="$home/kubelet.yaml" --kubeconfig="$home/node.kubeconfig" --root-dir="$home/kubelet" \
        --hostname-override=node1 --node-ip=10.88.0.1
      ;;
  esac
}
