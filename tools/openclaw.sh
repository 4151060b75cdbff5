# The real OpenClaw for the tests, with a Node that it accepts. develop.sh reads this file.
# shellcheck shell=sh disable=SC2154

# Sets SITREP_OPENCLAW_INSTALL to the folder it is installed in; it is installed once for each set of versions that
# tools/openclaw/package-lock.json pins. Where it cannot be, SITREP_NO_OPENCLAW says why, for the tests to tell.
# No package's script is run: what OpenClaw needs works as it is unpacked.
find_openclaw() {
  if [ -n "${SITREP_OPENCLAW_INSTALL:-}" ]; then return; fi
  pinned=$home/tools/openclaw
  installs=${XDG_CACHE_HOME:-$HOME/.cache}/sitrep
  folder=$installs/openclaw-$(cksum <"$pinned/package-lock.json" | cut -d ' ' -f 1)
  if [ ! -d "$folder" ] && ! install_openclaw; then
    export SITREP_NO_OPENCLAW
    say "The tests with the real OpenClaw are skipped: $SITREP_NO_OPENCLAW"
    return
  fi
  SITREP_OPENCLAW_INSTALL=$folder
  export SITREP_OPENCLAW_INSTALL
}

# Installs beside the folder and moves it in place when it is whole, so that two at once do no harm.
install_openclaw() {
  SITREP_NO_OPENCLAW="npm is missing: install Node.js with npm, or set SITREP_OPENCLAW_INSTALL to an installation."
  if ! command -v npm >/dev/null; then
    may_install || return 1
    install nodejs npm
  fi
  may "The tests want a real OpenClaw in $installs (a few hundred MB, from npm). Install it?" || {
    SITREP_NO_OPENCLAW="it is not installed, and was not to be."
    return 1
  }
  say "Installing OpenClaw for the tests (once, a minute)…"
  SITREP_NO_OPENCLAW="nothing can be written into $installs: set XDG_CACHE_HOME to a folder that can be written."
  mkdir -p "$installs" && new=$(mktemp -d "$installs/openclaw-new-XXXXXX") || return 1
  cp "$pinned/package.json" "$pinned/package-lock.json" "$new"
  if ! talk=$(cd "$new" && npm install --ignore-scripts --no-audit --no-fund --loglevel=error 2>&1 </dev/null); then
    say "$talk"
    rm -rf "$new"
    SITREP_NO_OPENCLAW="npm could not install it; what it said is above."
    return 1
  fi
  if [ -d "$folder" ] || ! mv "$new" "$folder"; then rm -rf "$new"; fi
  find "$installs" -maxdepth 1 -name 'openclaw-*' ! -path "$folder" -mtime +30 -exec rm -rf {} +
  [ -d "$folder" ]
}
