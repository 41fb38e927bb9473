# Sourced by tests/run and tests/pictures: installs what is missing of what they need. `$temporary` is a folder for logs; the
# current folder is the top of the clone.

# as_root COMMAND...: with sudo where that is needed and asks nothing.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo --non-interactive "$@"
  else
    echo "$1: must be run as root, and there is no sudo" >&2
    return 1
  fi
}

# need_package PACKAGE: installs Debian's package.
need_package() {
  if ! command -v apt-get >/dev/null; then
    echo "\`$1\` is missing: install it, then run the tests again" >&2
    return 1
  fi
  echo "installing $1"
  {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq \
      && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
  } >"$temporary/apt.log" 2>&1 || { tail -n 5 "$temporary/apt.log" >&2; return 1; }
}

# need PROGRAM PACKAGE: installs Debian's package where the program is missing.
need() {
  command -v "$1" >/dev/null && return
  need_package "$2" && command -v "$1" >/dev/null
}

# need_file FILE PACKAGE: installs Debian's package where the file is missing.
need_file() {
  [ -e "$1" ] && return
  need_package "$2" && [ -e "$1" ]
}

# The browser's tools from the npm registry, at the versions of the lock file. They bring no browser.
need_node_packages() {
  need node nodejs && need npm npm || return
  local installed=tests/browser/node_modules/.familypack-lock
  cmp -s tests/browser/package-lock.json "$installed" && return
  echo "installing the browser's tools"
  (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || return
  cp tests/browser/package-lock.json "$installed"
}

# The letters of most phones, for what must be seen without scrolling.
need_letters() {
  need fc-list fontconfig || return
  [ -n "$(fc-list Roboto)" ] && return
  need_package fonts-roboto-unhinted
}

# Python's readers of other people's formats, at the versions of tests/data/requirements.txt, outside of the clone. Prints nothing
# where they are there; `$python` is then the program.
need_python_packages() {
  need python3 python3 || return
  local folder="${XDG_CACHE_HOME:-$HOME/.cache}/familypack/python"
  python="$folder/bin/python"
  cmp -s tests/data/requirements.txt "$folder/requirements.txt" && return
  echo "installing Python's readers"
  python3 -c 'import ensurepip' 2>/dev/null || need_package python3-venv || return
  rm -rf "$folder"
  python3 -m venv "$folder" \
    && "$python" -m pip install --quiet --disable-pip-version-check --requirement tests/data/requirements.txt \
    && cp tests/data/requirements.txt "$folder/requirements.txt"
}
