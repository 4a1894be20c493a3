# shellcheck shell=bash
# Reads the test reports that Maven leaves. Sourced by ./dev/test.
#
# summarize HOME SINCE SECONDS    prints what the reports below HOME that are newer than the file SINCE say:
#                                 each failure and each skip by name with its reason, the time, the totals

summarize() {
  local found
  found=$(find "$1" -path '*/target/surefire-reports/TEST-*.xml' -newer "$2" -print0 | sort -z |
    xargs -0 --no-run-if-empty awk "$read_reports")
  echo
  print_kind "$found" failed "Failed:"
  print_kind "$found" skipped "Skipped:"
  printf 'Total time: %d min %d s\n' $(($3 / 60)) $(($3 % 60))
  printf '%d passed, %d failed, %d skipped\n' \
    "$(count "$found" passed)" "$(count "$found" failed)" "$(count "$found" skipped)"
}

count() {
  grep -c "^$2	" <<<"$1" || true
}

print_kind() {
  if [ "$(count "$1" "$2")" -eq 0 ]; then return; fi
  echo "$3"
  sed -n "s/^$2	/  /p" <<<"$1"
}

# One line for each test: how it ended, a tab, its name and the reason. One of <failure>, <error> and <skipped>
# inside a <testcase> says that it did not pass; flaky and rerun ones do not occur here.
# shellcheck disable=SC2016  # awk's own variables
read_reports='
function attribute(text, name,   start, rest) {
  start = index(text, " " name "=\"")
  if (start == 0) return ""
  rest = substr(text, start + length(name) + 3)
  rest = substr(rest, 1, index(rest, "\"") - 1)
  gsub(/&#10;.*/, "", rest)
  gsub(/&quot;/, "\"", rest); gsub(/&apos;/, "\047", rest)
  gsub(/&lt;/, "<", rest); gsub(/&gt;/, ">", rest); gsub(/&amp;/, "\\&", rest)
  return rest
}
function finish() {
  if (test == "") return
  print ending "\t" test (reason == "" ? "" : ": " reason)
  test = ""
}
/<testcase / {
  finish()
  class = attribute($0, "classname"); name = attribute($0, "name")
  test = name == "" ? class : class "." name
  ending = "passed"; reason = ""
}
test != "" && /<(failure|error)[ >]/ { ending = "failed"; reason = attribute($0, "message") }
test != "" && /<skipped[ \/>]/ {
  ending = "skipped"; reason = attribute($0, "message")
  # An assumption that did not hold comes as a stack trace, and what it says is on the first line of that.
  if (reason == "" && sub(/.*<!\[CDATA\[/, "")) { sub(/^[A-Za-z0-9_.]*: (Assumption failed: )?/, ""); reason = $0 }
}
END { finish() }
'
