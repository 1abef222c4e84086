#!/usr/bin/env bash
# Runs `specloom check` or `specloom generate` for action.yml, and tells what came of it: in the log, as annotations, in
# the summary, in outputs. Ends as specloom did, and with 1 where it did not run to its end: silence is no success.
set -euo pipefail

fail() {
  printf '::error title=specloom::%s\n' "$1"
  exit 1
}

command=check
[[ $INPUT_COMMAND == check ]] || command=generate
python=$SPECLOOM_BIN/python
cd -- "$INPUT_WORKING_DIRECTORY" || fail "the folder of the input 'working-directory' is not there"

reports=$(mktemp -d "$RUNNER_TEMP/specloom-report.XXXXXX")
arguments=(--report "json:$reports/report.json" --report "github:$reports/annotations" --report "markdown:$reports/summary.md")
[[ -z $INPUT_SARIF ]] || arguments+=(--report "sarif:$INPUT_SARIF")
[[ -z $INPUT_CONFIG ]] || arguments+=(--config "$INPUT_CONFIG")
while IFS= read -r argument; do
  [[ -z $argument ]] || arguments+=("$argument")
done <<<"$INPUT_ARGUMENTS"

# A line of the diff may look like a command to the runner; until this word comes back, it obeys none.
token=$("$python" -I -c 'import secrets; print(secrets.token_hex(16))') || fail "Python does not start"
printf '::stop-commands::%s\n' "$token"
code=0
"$SPECLOOM_BIN/specloom" "$command" "${arguments[@]}" </dev/null || code=$?
printf '::%s::\n' "$token"

# The report has to say the same as the exit code: whatever ended otherwise, or was something else, did not run.
verdict=$("$python" -I -c '
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
if (report["command"], report["code"]) != (sys.argv[2], int(sys.argv[3])):
    sys.exit("the report is of another run")
print(report["verdict"])
' "$reports/report.json" "$command" "$code") || fail "specloom did not run to its end; its messages are above"
[[ $verdict =~ ^[a-z-]+$ ]] || fail "the report of specloom cannot be read"

[[ $INPUT_ANNOTATIONS != true ]] || cat -- "$reports/annotations"
if [[ -n $INPUT_COMPARE ]]; then
  [[ $INPUT_COMPARE != -* ]] || fail "the input 'compare' is not a revision"
  changes=(diff "--base=$INPUT_COMPARE")
  [[ -z $INPUT_CONFIG ]] || changes+=(--config "$INPUT_CONFIG")
  limit=breaking
  [[ $command == check ]] || limit=never
  printf '::stop-commands::%s\n' "$token"
  compared=0
  "$SPECLOOM_BIN/specloom" "${changes[@]}" --format github --fail-on "$limit" </dev/null >"$reports/changes" || compared=$?
  printf '::%s::\n' "$token"
  [[ $compared == [06] ]] || fail "the descriptions could not be compared; the messages are above"
  "$SPECLOOM_BIN/specloom" "${changes[@]}" --format markdown --fail-on never --quiet </dev/null >"$reports/changes.md" ||
    fail "the descriptions could not be compared"
  printf '\n' | cat -- - "$reports/changes.md" >>"$reports/summary.md"
  [[ $INPUT_ANNOTATIONS != true ]] || cat -- "$reports/changes"
  if [[ $code == 0 && $compared == 6 ]]; then
    code=6 verdict=breaking
  fi
fi
[[ $INPUT_SUMMARY != true ]] || cat -- "$reports/summary.md" >>"$GITHUB_STEP_SUMMARY"
printf '%s=%s\n' verdict "$verdict" exit-code "$code" report "$reports/report.json" >>"$GITHUB_OUTPUT"
exit "$code"
