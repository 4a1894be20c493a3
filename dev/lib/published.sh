# shellcheck shell=bash
# shellcheck disable=SC2154  # home, of those who source this
# For builds of projects that see the published artifacts alone. Sourced by the scripts in dev/.
#
# borrow_downloads        sets downloads to a local repository of Maven for such builds, which has all that was downloaded
#                         for this project. A copy by links takes no time and no room, and is not mixed up with what other
#                         checkouts publish.

borrow_downloads() {
  local own=$HOME/.m2/repository
  downloads=$home/target/m2
  rm -rf --one-file-system "$downloads"
  mkdir -p "$downloads"
  if [ -d "$own" ]; then
    cp -al "$own/." "$downloads" 2>/dev/null || cp -a "$own/." "$downloads"
    rm -rf --one-file-system "$downloads/io/lunabuilder"
  fi
}
