# What the tests have from npm: the real OpenClaw with a Node that it accepts, the real Claude Code, an ACP agent,
# Gemini CLI, OpenCode, Copilot CLI and Codex, a client of the Model Context Protocol, OpenTelemetry's SDK, and
# a validator of the API's description.
# develop.sh reads this file.
# shellcheck shell=sh disable=SC2154

# Calls $1 for each: with its folder in tools, what it is, how much that is, and an option for npm where it wants one.
each_of_npm() {
  "$1" openclaw "a real OpenClaw" "900 MB"
  "$1" claude-code "a real Claude Code" "400 MB"
  # The Claude Code that the agent comes with stays away: there is one.
  "$1" acp "a real ACP agent" "20 MB" --omit=optional
  # What it could have beside itself has to be built: it stays away.
  "$1" gemini "a real Gemini CLI" "100 MB" --omit=optional
  "$1" opencode "a real OpenCode" "350 MB"
  "$1" copilot "a real Copilot CLI" "190 MB"
  "$1" codex "a real Codex" "420 MB"
  "$1" mcp "the inspector of the Model Context Protocol" "111 MB"
  "$1" otel "OpenTelemetry's SDK for JavaScript" "200 MB"
  "$1" openapi "a validator of the API's description" "15 MB"
}

# Begins to install what is missing: all of it at once, for most of that is waiting. Sets `missing` if anything is.
begin_installs() {
  installs=${XDG_CACHE_HOME:-$HOME/.cache}/sitrep
  missing=
  each_of_npm begin_install
}

# Waits for what was begun, and tells the tests where each is, in SITREP_…_INSTALL, or why it is not, in SITREP_NO_….
# SITREP_NODE is the Node that came with OpenClaw, or whichever there is.
end_installs() {
  wait
  each_of_npm name_install
  for SITREP_NODE in "${SITREP_OPENCLAW_INSTALL:-/none}"/node_modules/node-linux-*/bin/node node; do
    if command -v "$SITREP_NODE" >/dev/null; then break; fi
  done
  export SITREP_NODE
}

# Sets `name`, as it is in the names of variables; `known`, the folder with it that somebody names; and `folder`, where
# it is installed what tools/$1/package-lock.json pins: once for each set of versions.
know() {
  name=$(echo "$1" | tr a-z- A-Z_)
  eval "known=\${SITREP_${name}_INSTALL:-}"
  pinned=$home/tools/$1
  folder=$installs/$1-$(cksum <"$pinned/package-lock.json" | cut -d ' ' -f 1)
}

name_install() {
  know "$1"
  if [ -n "$known" ]; then return; fi
  if [ -d "$folder" ]; then
    export "SITREP_${name}_INSTALL=$folder"
  else
    eval "why=\"\${SITREP_NO_$name:-npm could not install it; what it said is above.}\""
    export "SITREP_NO_$name=$why"
    say "The tests have to do without $2: $why"
  fi
}

begin_install() {
  know "$1"
  if [ -n "$known" ] || [ -d "$folder" ]; then return; fi
  if may_have "$@"; then
    missing="$missing $1"
    install_pinned "$@" &
  else
    export "SITREP_NO_$name=$why"
  fi
}

# Whether it may be installed, and could be; else `why` says why not.
may_have() {
  why="npm is missing: install Node.js with npm."
  if ! command -v npm >/dev/null; then
    may_install || return 1
    install nodejs npm
  fi
  why="it is not installed, and you declined to install it."
  may "The tests want $2 in $installs ($3, from npm). Install it?" || return 1
  why="nothing can be written into $installs: set XDG_CACHE_HOME to a folder that can be written."
  mkdir -p "$installs" && [ -w "$installs" ]
}

# Installs beside the folder and moves it in place when it is whole, so that two at once do no harm.
# No package's script is run: what is wanted works as it is unpacked.
install_pinned() {
  say "Installing $2 for the tests (once)…"
  new=$(mktemp -d "$installs/$1-new-XXXXXX") || return 1
  cp "$pinned/package.json" "$pinned/package-lock.json" "$new"
  quietly="--no-audit --no-fund --loglevel=error"
  # shellcheck disable=SC2086 # options are words
  if ! talk=$(cd "$new" && npm install --ignore-scripts $quietly ${4:+"$4"} 2>&1 </dev/null); then
    say "$talk"
    rm -rf "$new"
    return 1
  fi
  if [ -d "$folder" ] || ! mv "$new" "$folder"; then rm -rf "$new"; fi
  find "$installs" -maxdepth 1 -name "$1-*" ! -path "$folder" -mtime +30 -exec rm -rf {} +
}
