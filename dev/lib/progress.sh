# shellcheck shell=bash
# Says on standard error how a long piece of work goes on. Sourced by the scripts in dev/.
#
# say TEXT...             one line
# fail TEXT...            one line, then the end with code 1
# progress TEXT...        the state of the work: one line that is rewritten in a terminal, else a line every
#                         ten seconds at most
# progress_end            leaves the last state of the rewritten line behind
#
# progress_name goes in front of every line.

progress_name=${progress_name:-$(basename "$0")}
progress_last=-10
progress_open=

say() {
  progress_end
  printf '%s: %s\n' "$progress_name" "$*" >&2
}

fail() {
  say "$@"
  exit 1
}

progress() {
  if [ -t 2 ]; then
    printf '\r\033[K%s: %s' "$progress_name" "$*" >&2
    progress_open=yes
  elif [ $((SECONDS - progress_last)) -ge 10 ]; then
    progress_last=$SECONDS
    printf '%s: %s\n' "$progress_name" "$*" >&2
  fi
}

progress_end() {
  if [ -n "$progress_open" ]; then
    progress_open=
    printf '\n' >&2
  fi
}
