# shellcheck shell=bash
# The folder for what is made once and used by every checkout. Sourced by the scripts in dev/.
#
# CACHE                   that folder
# checksum FILE...        what the files hold, as 16 hex digits: the key under which their product is kept
# with_lock FILE          holds the lock on FILE until this shell ends, waiting for its turn

# shellcheck disable=SC2034  # for those who source this
CACHE=${LUNA_BUILDER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/luna-builder}

checksum() {
  cat "$@" | sha256sum | cut -c 1-16
}

with_lock() {
  exec 8>"$1"
  if ! flock --nonblock 8; then
    say "waiting for another one that makes the same"
    flock 8
  fi
}
