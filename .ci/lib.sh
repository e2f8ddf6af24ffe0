# Shared by the scripts beside it (sourced, never run). They all stand in the project's folder.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV="$PWD/.venv"
export PY="$VENV/bin/python" PYTHONUNBUFFERED=1
# Compiled modules are kept out of the source tree: without them every start costs seconds.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX="$VENV/pycache"

say() { printf '• %s\n' "$*"; }
fail() { printf '\n✗ %s\n' "$*" >&2; exit 1; }
loud() { printf '\n!!! %s\n\n' "$*" >&2; }

# The one command that installs these Debian packages, for a person to paste.
apt_command() { printf 'apt-get update && apt-get install -y --no-install-recommends %s' "$*"; }

# Installs Debian packages when root. Returns 1, having changed nothing, where that cannot be done.
apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "installing Debian packages: $*"
    local log ok=0
    log="$(mktemp)"
    # An empty container has no package lists; a stale list is worth a try where the update fails.
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o DPkg::Lock::Timeout=120 update >"$log" 2>&1 || true
    apt-get -qq -y -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@" >>"$log" 2>&1 </dev/null || ok=1
    [ "$ok" = 0 ] || tail -n 15 "$log" >&2
    rm -f "$log"
    return "$ok"
}

# A temporary folder of its own for the caller, gone when the caller ends.
temporary_folder() {
    WORK="$(mktemp -d /tmp/prog.XXXXXX)"
    trap 'rm -rf "$WORK"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# uv does not read pip's configuration: hand over the index and the certificates that pip was given.
pip_setting() { "$PY" -m pip config list 2>/dev/null | sed -n "s/^[^=]*\.$1='\(.*\)'$/\1/p" | tail -n 1 || true; }
configure_uv() {
    local index cert
    if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
        index="$(pip_setting index-url)"
        [ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
    fi
    if [ -z "${SSL_CERT_FILE:-}" ]; then
        cert="$(pip_setting cert)"
        cert="${cert:-/etc/ssl/certs/ca-certificates.crt}"
        [ ! -r "$cert" ] || export SSL_CERT_FILE="$cert"
    fi
}

pip_install() { PIP_USER=0 "$PY" -m pip install -q --disable-pip-version-check --require-hashes -r "$1"; }

# The uv at hand: the user's own, or one in the venv (locked like everything else). Empty where there is none to be had.
find_uv() {
    command -v uv && return
    [ -x "$VENV/bin/uv" ] || pip_install requirements/uv.txt >/dev/null 2>&1 || return 0
    echo "$VENV/bin/uv"
}
