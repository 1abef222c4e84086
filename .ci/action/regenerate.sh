#!/usr/bin/env bash
# Regenerates for action.yml, and opens the pull request that brings the output up to date, or renews the one there is.
# The checkout stays on its branch: the commit is made beside it, of exactly the files that specloom wrote or deleted.
set -euo pipefail

fail() {
  printf '::error title=specloom::%s\n' "$1"
  exit 1
}

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
email='41898282+github-actions[bot]@users.noreply.github.com'
export GIT_AUTHOR_NAME='github-actions[bot]' GIT_AUTHOR_EMAIL=$email
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$email GIT_LITERAL_PATHSPECS=1

# Events that nobody from outside sets off. On a pull request, the token would be in the reach of a stranger's description.
case "$GITHUB_EVENT_NAME" in
  push | schedule | workflow_dispatch | repository_dispatch) ;;
  *) fail "'regenerate' runs on push, schedule, workflow_dispatch and repository_dispatch alone" ;;
esac
base=${INPUT_BASE:-$GITHUB_REF_NAME}
git check-ref-format "refs/heads/$INPUT_BRANCH" || fail "the input 'branch' is not the name of a branch"
git check-ref-format "refs/heads/$base" || fail "the input 'base' is not the name of a branch"
[[ $INPUT_BRANCH != "$base" ]] || fail "the inputs 'branch' and 'base' are the same"
command -v gh >/dev/null || fail "the program gh, which opens pull requests, is not there"
git diff --cached --quiet || fail "something is staged already, and would be in the commit"

bash "$here/run.sh" || exit
report=$(sed -n 's/^report=//p' "$GITHUB_OUTPUT" | tail -n 1)
cd -- "$INPUT_WORKING_DIRECTORY"

"$SPECLOOM_BIN/python" -I -c '
import json, sys
files = json.load(open(sys.argv[1], encoding="utf-8"))["files"]
paths = [path for kind in ("created", "updated", "deleted") for path in files[kind]]
sys.stdout.buffer.write(b"".join(path.encode() + b"\0" for path in paths))
' "$report" >"$report.paths"
while IFS= read -r path; do
  [[ -z $path ]] || printf '%s\0' "$path" >>"$report.paths"
done <<<"$INPUT_PATHS"
if [[ -s $report.paths ]]; then
  git add --all --pathspec-from-file="$report.paths" --pathspec-file-nul || fail "the files cannot be staged"
fi
if git diff --cached --quiet; then
  echo 'nothing changed'
  echo 'changed=false' >>"$GITHUB_OUTPUT"
  exit 0
fi

before=$(git ls-remote origin "refs/heads/$INPUT_BRANCH" | cut -f 1)
commit=$(git commit-tree "$(git write-tree)" -p HEAD -m "$INPUT_TITLE")
git reset --quiet
is_there=false
if [[ -n $before ]]; then
  git fetch --quiet --depth=1 origin "refs/heads/$INPUT_BRANCH"
  # With `cat-file`, since `log` shows no parent of a commit that was fetched alone.
  [[ $(git cat-file -p FETCH_HEAD | sed -n '/^tree/p; /^parent/p') != $(git cat-file -p "$commit" | sed -n '/^tree/p; /^parent/p') ]] ||
    is_there=true
  [[ $(git log -1 --format=%ce FETCH_HEAD) == "$email" ]] ||
    fail "somebody else has committed to the branch of the pull request: merge that, or delete the branch"
fi
$is_there || git push --quiet --force-with-lease="refs/heads/$INPUT_BRANCH:$before" origin "$commit:refs/heads/$INPUT_BRANCH" ||
  fail "the branch cannot be pushed: does the job have 'permissions: contents: write'?"

body=$(dirname -- "$report")/body.md
head -c 60000 -- "$(dirname -- "$report")/summary.md" | iconv -c -f utf-8 -t utf-8 >"$body"  # GitHub takes 65,536 characters
url=$(gh pr list --state open --head "$INPUT_BRANCH" --base "$base" --json url --jq '.[0].url // empty')
if [[ -n $url ]]; then
  gh pr edit "$url" --title "$INPUT_TITLE" --body-file "$body"
else
  url=$(gh pr create --head "$INPUT_BRANCH" --base "$base" --title "$INPUT_TITLE" --body-file "$body")
fi
printf '%s=%s\n' changed true pull-request "$url" >>"$GITHUB_OUTPUT"
