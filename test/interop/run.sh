#!/usr/bin/env bash
# Runs every test/interop/*.py, in the order of their names, on the release of the tree: the folder in dist/ where the version that
# raw/dataset.json names stands there, else a build of the tree in a folder that is removed again.
# Each prints "NAME: N checks passed" and ends with 0, or tells what failed. Fails where one of them does, after all have run.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "${0%/*}/../.."
python=$PWD/test/interop/.venv/bin/python
version=$(node -p 'JSON.parse(require("node:fs").readFileSync("raw/dataset.json", "utf8")).version')
release=$PWD/dist/$version
if [ ! -d "$release" ]; then
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
  cp -r raw dist "$root"
  node pipeline/recuento.mjs build --root "$root"
  release=$root/dist/$version
fi

failed=0
for script in test/interop/*.py; do
  PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8 "$python" "$script" "$release" || { failed=1; echo "$script failed" >&2; }
done
exit "$failed"
