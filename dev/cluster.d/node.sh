# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/cluster
# The node: its network, its containerd and its kubelet. Sourced by dev/cluster.
#
# make_bridge      the node's address and pods' network, and the configuration of containerd and kubelet
# end_pods         kills all containers
# remove_node      the network and all mounts

bridge=lunabuilder0

make_bridge() {
  ip link show "$bridge" >/dev/null 2>&1 || ip link add "$bridge" type bridge
  # Without one of its own it takes that of its newest pod, and for half a minute the other pods lose it.
  ip link set "$bridge" address 0a:58:0a:58:00:01
  ip addr replace 10.88.0.1/16 dev "$bridge"
  ip link set "$bridge" up
  mkdir -p "$home/cni"
  configure_network
  configure_containerd
  configure_kubelet
}

configure_network() {
  cat >"$home/cni/10-bridge.conflist" <<JSON
{"cniVersion": "0.4.0", "name": "luna-builder", "plugins": [
  {"type": "bridge", "bridge": "$bridge", "isGateway": true,
   "ipam": {"type": "host-local", "dataDir": "$home/addresses", "ranges": [[{"subnet": "10.88.0.0/16"}]],
            "routes": [{"dst": "0.0.0.0/0"}]}}]}
JSON
}

# Where a process may not lower scores for the kernel's killer, runc ends with "can't get final child's PID from pipe".
configure_containerd() {
  local plugins=/usr/lib/cni
  [ -x "$plugins/bridge" ] || plugins=/opt/cni/bin
  cat >"$home/containerd.toml" <<TOML
version = 2
root = "$home/containerd"
state = "$home/containerd-state"
[grpc]
  address = "$home/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "docker.io/luna-builder/pause:1"
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$plugins"
    conf_dir = "$home/cni"
TOML
}

# Nothing is evicted for what this machine's disk looks like.
configure_kubelet() {
  cat >"$home/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: 10.88.0.1
port: 10260
healthzPort: 0
readOnlyPort: 0
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
cgroupDriver: cgroupfs
failSwapOn: false
containerRuntimeEndpoint: unix://$home/containerd.sock
evictionHard: {memory.available: "0%", nodefs.available: "0%", imagefs.available: "0%", nodefs.inodesFree: "0%"}
imageGCHighThresholdPercent: 100
clusterDNS: [10.88.0.1]
makeIPTablesUtilChains: false
nodeStatusUpdateFrequency: 2s
nodeLeaseDurationSeconds: 10
volumePluginDir: $home/volume-plugins
podLogsDir: $home/pod-logs
maxPods: 250
YAML
}

end_pods() {
  local pid
  for pid in $(pgrep -f "containerd-shim.* -address $home/containerd.sock" || true); do
    pkill -9 -P "$pid" || true
    kill -9 "$pid" 2>/dev/null || true
  done
}

# The innermost mount first.
remove_node() {
  local mount
  awk -v home="$home/" 'index($5, home) == 1 { print $5 }' /proc/self/mountinfo | sort -r | while read -r mount; do
    umount -l "$mount" 2>/dev/null || true
  done
  ip link del "$bridge" 2>/dev/null || true
}
