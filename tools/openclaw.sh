# The real OpenClaw for the tests, with a Node that it accepts. develop.sh reads this file.
# shellcheck shell=sh disable=SC2154

# Sets SITREP_OPENCLAW to the folder it is installed in; it is installed once for each set of versions that
# tools/openclaw/package-lock.json pins. Where it cannot be, SITREP_OPENCLAW_MISSING says why, for the tests to tell.
# No package's script is run: what OpenClaw needs works as it is unpacked.
find_openclaw() {
  if [ -n "${SITREP_OPENCLAW:-}" ]; then return; fi
  pinned=$home/tools/openclaw
  installs=${XDG_CACHE_HOME:-$HOME/.cache}/sitrep
  folder=$installs/openclaw-$(cksum <"$pinned/package-lock.json" | cut -d ' ' -f 1)
  if [ ! -d "$folder" ] && ! install_openclaw; then
    export SITREP_OPENCLAW_MISSING
    say "The tests with the real OpenClaw are skipped: $SITREP_OPENCLAW_MISSING"
    return
  fi
  SITREP_OPENCLAW=$folder
  export SITREP_OPENCLAW
}

# Installs beside the folder and moves it in place when it is whole, so that two at once do no harm.
install_openclaw() {
  SITREP_OPENCLAW_MISSING="npm is missing: install Node.js with npm, or set SITREP_OPENCLAW to an installation."
  if ! command -v npm >/dev/null; then
    may_install || return 1
    install nodejs npm
  fi
  say "Installing OpenClaw for the tests (once, a minute)…"
  mkdir -p "$installs"
  new=$(mktemp -d "$installs/openclaw-new-XXXXXX")
  cp "$pinned/package.json" "$pinned/package-lock.json" "$new"
  if ! talk=$(cd "$new" && npm install --ignore-scripts --no-audit --no-fund --loglevel=error 2>&1 </dev/null); then
    say "$talk"
    rm -rf "$new"
    SITREP_OPENCLAW_MISSING="npm could not install it; what it said is above."
    return 1
  fi
  mv "$new" "$folder" 2>/dev/null || rm -rf "$new"
  [ -d "$folder" ]
}
