#!/usr/bin/env bash
# Makes what the browser tests need, JupyterLab and the browser driver, and prints the folder where it is. What was made is kept,
# outside the repository, under a key of the files that decide it: a second run only prints.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${SPM_BROWSER_TESTS:-${XDG_CACHE_HOME:-$HOME/.cache}/spm-browser-tests}
key=$(cat "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$here/setup.sh" "$here"/lab/* | sha256sum | cut -c1-16)
cache=$root/$key

missing=()
for package in chromium jupyter-notebook python3-jupyterlab-server python3-ipykernel; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

if [ ! -e "$cache/ready" ]; then
  mkdir -p "$root"
  exec 9>"$cache.lock"
  flock 9 # two runs at once: the second waits and finds it made
fi
if [ ! -e "$cache/ready" ]; then
  echo "JupyterLab is being made in $cache, once; this takes minutes" >&2
  rm -rf "$cache"
  mkdir "$cache"
  cp "$here"/package.json "$here"/package-lock.json "$here"/.npmrc "$here"/lab/* "$cache"
  cd "$cache"
  {
    npm ci
    node_modules/.bin/webpack --config webpack.config.cjs
    # Of 500 MB of modules the driver alone is used after the build (npm prune would ask the registry again for a minute).
    mv node_modules modules
    mkdir node_modules
    mv modules/playwright-core node_modules
    rm -rf modules
  } >setup.log 2>&1 || { tail -40 setup.log >&2; exit 1; }
  touch ready
fi
echo "$cache"
