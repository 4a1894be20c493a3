#!/bin/sh
# Runs a kaniko executor in a root file system of its own, and leaves nothing of it behind.
#
#   supervise.sh WAY BUILD_DIR EXECUTOR -- ARGUMENT...   runs one build
#   supervise.sh --probe WAY                             can WAY be used here? exit code 0, or the reason
#   supervise.sh --sweep BUILD_DIR                       ends what is left of a build and deletes it
#
# WAY        namespaces, user-namespace or chroot
# BUILD_DIR  holds root/kaniko/context, and root/kaniko/.docker/config.json where there are credentials
# stdin      the life line: when it ends, because it was closed or because its holder died, every process
#            of the build is killed and its root deleted
# stdout     what the executor and the steps of the build print
# results    once stdout ends: the image and its digest in BUILD_DIR/out, the executor's exit code in BUILD_DIR/exit-code,
#            and of a failed build how many bytes its disk had left in BUILD_DIR/free; the root is deleted then
# exit code  the executor's; 125 when the build could not be started, 143 when its life line was cut
# shellcheck disable=SC2046  # words of options are split on purpose
set -u
umask 022
self=$0
here=$(dirname "$0")

# What steps of a build may do as root: what an ordinary container may, but for devices and raw sockets.
capabilities=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+setfcap
capabilities=$capabilities,+net_bind_service,+sys_chroot,+audit_write

fail() {
  echo "the build cannot be isolated: $*" >&2
  exit 125
}

# --- inside the namespaces, as process 1 of the build ------------------------------------------------

make_folders() {
  mkdir -p "$root/kaniko/ssl/certs" "$root/kaniko/out" "$root/proc" "$root/dev" "$root/etc" \
    "$root/tmp" "$root/root" || fail "its folders cannot be made"
  chmod 1777 "$root/tmp"
  for bundle in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
    if [ -r "$bundle" ]; then
      cp "$bundle" "$root/kaniko/ssl/certs/ca-certificates.crt"
      break
    fi
  done
}

# A name server and host names are the machine's, whatever the image says.
bind_network_files() {
  for name in resolv.conf hosts; do
    [ -r "/etc/$name" ] || continue
    : > "$root/etc/$name"
    mount -n -o bind,ro "/etc/$name" "$root/etc/$name" 2>/dev/null || cp_instead "$name"
  done
}

# Where a bind cannot be made read-only, the build gets a copy.
cp_instead() {
  umount -n "$root/etc/$1" 2>/dev/null
  cat "/etc/$1" > "$root/etc/$1"
}

# Nodes of the machine's own numbers where they may be made, else the machine's bound one by one.
mount_devices() {
  mount -n -t tmpfs -o mode=755,size=64k,nosuid dev "$root/dev" || fail "no tmpfs for /dev"
  cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty \
    /dev/fd /dev/stdin /dev/stdout /dev/stderr "$root/dev/" 2>/dev/null || bind_devices
}

bind_devices() {
  for device in null zero full random urandom tty; do
    [ -e "/dev/$device" ] || continue
    : > "$root/dev/$device"
    mount -n --bind "/dev/$device" "$root/dev/$device" || fail "/dev/$device cannot be bound"
  done
  ln -sf /proc/self/fd "$root/dev/fd"
  ln -sf fd/0 "$root/dev/stdin"
  ln -sf fd/1 "$root/dev/stdout"
  ln -sf fd/2 "$root/dev/stderr"
}

# Some files of /proc steer the whole machine, and root may write them without any capability.
mount_proc() {
  mount -n -t proc -o nosuid,nodev,noexec proc "$root/proc" || fail "no /proc of its own"
  [ "$way" = namespaces ] || return 0
  for part in sys sysrq-trigger irq bus fs; do
    [ -e "$root/proc/$part" ] || continue
    mount -n -o bind,ro "$root/proc/$part" "$root/proc/$part" || fail "/proc/$part cannot be protected"
  done
}

# Read-only for root; where steps run as the executor's owner, a copy, so that the original stays as it is.
place_executor() {
  if [ "$way" = namespaces ]; then
    : > "$root/kaniko/executor"
    mount -n -o bind,ro "$executor" "$root/kaniko/executor" || fail "the executor cannot be bound"
  else
    cp --reflink=auto "$executor" "$root/kaniko/executor" || fail "the executor cannot be copied"
    chmod 755 "$root/kaniko/executor"
  fi
}

# mount -n, here as above: its notes in /run are the machine's, and an ordinary user may not write them.
# The new root covers the old one, so that leaving the changed root leads back into it.
enter_root() {
  cd "$root" || fail "no root"
  mount -n --move . / || fail "the root cannot be changed"
}

prepare_namespaces() {
  mount -n --bind "$root" "$root" || fail "the root cannot be bound"
  make_folders
  mount_devices
  mount_proc
  bind_network_files
}

run_executor() {
  export HOME=/root USER=root SSL_CERT_DIR=/kaniko/ssl/certs DOCKER_CONFIG=/kaniko/.docker
  exec setpriv --bounding-set "$capabilities" --inh-caps=-all \
    chroot . /kaniko/executor --force "$@" < /dev/null
}

# --- without namespaces ------------------------------------------------------------------------------

make_device() {
  mknod -m 666 "$root/dev/$1" c "$2" "$3" || fail "the device $1 cannot be made (CAP_MKNOD)"
}

# kaniko asks for the mounts, and there is no /proc to ask.
write_mountinfo() {
  mkdir -p "$root/proc/self"
  {
    echo "1 0 0:1 / / rw - rootfs rootfs rw"
    echo "2 1 0:2 / /proc rw - proc proc rw"
    echo "3 1 0:3 / /dev rw - tmpfs tmpfs rw"
  } > "$root/proc/self/mountinfo"
}

prepare_chroot() {
  make_folders
  make_device null 1 3
  make_device zero 1 5
  make_device full 1 7
  make_device random 1 8
  make_device urandom 1 9
  make_device tty 5 0
  write_mountinfo
  cat /etc/resolv.conf > "$root/etc/resolv.conf" 2>/dev/null
  cat /etc/hosts > "$root/etc/hosts" 2>/dev/null
}

# --- ending ------------------------------------------------------------------------------------------

# Ids of processes whose root is below $root: one program looks at all of them, since there may be thousands.
processes_in_root() {
  # shellcheck disable=SC2012  # find cannot print where a link leads in every implementation
  ls -ld /proc/[0-9]*/root 2>/dev/null | while IFS= read -r line; do
    case $line in
      *"/root -> $root" | *"/root -> $root/"*)
        process=${line#* /proc/}
        echo "${process%%/*}"
        ;;
    esac
  done
}

# Stopped first, so that none can make another while the others are killed.
kill_processes_in_root() {
  while found=$(processes_in_root) && [ -n "$found" ]; do
    for process in $found; do kill -STOP "$process" 2>/dev/null; done
    for process in $found; do kill -KILL "$process" 2>/dev/null; done
    sleep 0.05
  done
}

# Ids of other supervisors and namespaces of this build: its folder is one of their arguments.
processes_for_build() {
  grep -lzxF -e "$build" /proc/[0-9]*/cmdline 2>/dev/null | cut -d/ -f3 | grep -vx "$$"
}

delete() {
  rm -rf --one-file-system "$1" 2>/dev/null && return 0
  unshare --user --map-root-user --map-auto rm -rf --one-file-system "$1"
}

kill_build() {
  [ -z "$child" ] || kill -KILL "$child" 2>/dev/null
  [ "$way" != chroot ] || kill_processes_in_root
}

# --- the commands ------------------------------------------------------------------------------------

unshare_for() {
  case $way in
    namespaces) echo "--mount --pid --ipc --uts --fork --kill-child --propagation private" ;;
    user-namespace)
      echo "--user --map-root-user --map-auto --mount --pid --ipc --uts --fork --kill-child" ;;
  esac
}

# The life line reaches only the one who watches it.
watch_life_line() {
  while read -r _ <&3; do :; done
  : > "$build/cut"
  kill_build
}

# A step can put a link in place of any folder of its root: what lies behind one is the machine's and stays there.
collect_results() {
  mkdir -p "$build/out"
  if [ -L "$root/kaniko" ] || [ -L "$root/kaniko/out" ]; then return; fi
  for result in image.tar digest; do
    if [ -f "$root/kaniko/out/$result" ] && [ ! -L "$root/kaniko/out/$result" ]; then
      mv -f "$root/kaniko/out/$result" "$build/out/"
    fi
  done
}

# Bytes that can still be written to the build's disk.
free_bytes() {
  set -- $(stat -f -c '%a %S' "$root")
  echo $(($1 * $2))
}

start_executor() {
  case $way in
    chroot)
      prepare_chroot
      place_executor
      cd "$root" || fail "no root"
      run_executor "$@" 3<&-
      ;;
    *)
      exec unshare $(unshare_for) sh "$self" --inside "$way" "$build" "$executor" -- "$@" \
        < /dev/null 3<&-
      ;;
  esac
}

run_build() {
  trap kill_build TERM INT HUP
  exec 3<&0 < /dev/null
  ( start_executor "$@" ) &
  child=$!
  exec 2> /dev/null # what the shell says of killed processes is no part of the log
  watch_life_line &
  watcher=$!
  while :; do
    wait "$child"
    code=$?
    kill -0 "$child" 2>/dev/null || break
  done
  if [ "$way" = chroot ]; then kill_processes_in_root; fi
  kill -KILL "$watcher" 2>/dev/null
  [ ! -e "$build/cut" ] || code=143
  if [ "$code" -eq 0 ]; then collect_results; else free_bytes > "$build/free"; fi
  echo "$code" > "$build/exit-code"
  exec > /dev/null # whoever reads stdout need not wait until the root is deleted
  delete "$root"
  exit "$code"
}

probe() {
  command -v setpriv > /dev/null || fail "setpriv is missing (package util-linux)"
  build=$(mktemp -d "$here/.probe-XXXXXX") || fail "$here is not writable"
  root=$build/root
  executor=
  mkdir "$root"
  case $way in
    chroot) reason=$( (prepare_chroot; try_chroot) 2>&1) ;;
    *) reason=$(unshare $(unshare_for) sh "$self" --inside "$way" "$build" "" -- 2>&1) ;;
  esac
  code=$?
  delete "$build"
  [ "$code" -eq 0 ] || echo "${reason:-exit code $code}" | tail -n 1
  exit "$code"
}

# 125 is chroot's own failure; 127 that there is nothing to run, which is as it should be.
try_chroot() {
  chroot "$root" /nothing 2> /dev/null
  [ $? -eq 127 ] || fail "chroot is not permitted (CAP_SYS_CHROOT)"
}

sweep() {
  for process in $(processes_for_build); do kill -KILL "$process" 2>/dev/null; done
  kill_processes_in_root
  [ ! -e "$build" ] || delete "$build"
}

child=
case ${1-} in
  --probe)
    way=$2
    probe
    ;;
  --sweep)
    build=$2
    root=$build/root
    sweep
    ;;
  --inside)
    way=$2 build=$3 executor=$4
    root=$build/root
    shift 5
    prepare_namespaces
    [ -z "$executor" ] || place_executor
    enter_root
    [ -n "$executor" ] || exit 0
    run_executor "$@"
    ;;
  *)
    way=$1 build=$2 executor=$3
    root=$build/root
    shift 4
    run_build "$@"
    ;;
esac
