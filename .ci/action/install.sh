#!/usr/bin/env bash
# Installs specloom for action.yml, into a virtual environment of its own; says where in the output `bin`.
# -I: a `pip.py` or `venv.py` in the checkout, which may be a stranger's, is not imported.
set -euo pipefail

fail() {
  printf '::error title=specloom::%s\n' "$1"
  exit 1
}

case "$INPUT_COMMAND" in
  check | regenerate) ;;
  *) fail "the input 'command' must be 'check' or 'regenerate'" ;;
esac

what=$GITHUB_ACTION_PATH
if [[ -n $INPUT_VERSION ]]; then
  [[ $INPUT_VERSION =~ ^[0-9][0-9A-Za-z.!+]*$ ]] || fail "the input 'version' must be a version, like 1.2.3"
  what="specloom==$INPUT_VERSION"
fi

"$INPUT_PYTHON" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail "specloom needs Python 3.11 or newer: use actions/setup-python before it, or the input 'python'"
venv=$(mktemp -d "$RUNNER_TEMP/specloom.XXXXXX")
"$INPUT_PYTHON" -I -m venv "$venv" || fail "the virtual environment could not be made"
bin=$venv/bin
[[ -d $bin ]] || bin=$venv/Scripts
"$bin/python" -I -m pip install --quiet --disable-pip-version-check "$what" || fail "specloom could not be installed"
"$bin/specloom" --version || fail "specloom does not start"
printf 'bin=%s\n' "$bin" >>"$GITHUB_OUTPUT"
