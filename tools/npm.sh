# What the tests have from npm: the real OpenClaw with a Node that it accepts, the real Claude Code, an ACP agent,
# Gemini CLI, OpenCode, Copilot CLI and Codex, a client of the Model Context Protocol, and a validator of the API's
# description.
# develop.sh reads this file.
# shellcheck shell=sh disable=SC2154

# Sets SITREP_OPENCLAW_INSTALL to the folder it is installed in. Where it cannot be, SITREP_NO_OPENCLAW says why, for
# the tests to tell.
find_openclaw() {
  if [ -n "${SITREP_OPENCLAW_INSTALL:-}" ]; then return; fi
  if find_pinned openclaw "a real OpenClaw" "a few hundred MB"; then
    export SITREP_OPENCLAW_INSTALL="$folder"
  else
    export SITREP_NO_OPENCLAW="$why"
    say "The tests with the real OpenClaw are skipped: $why"
  fi
}

# Sets SITREP_CLAUDE_CODE_INSTALL likewise, or SITREP_NO_CLAUDE_CODE.
find_claude_code() {
  if [ -n "${SITREP_CLAUDE_CODE_INSTALL:-}" ]; then return; fi
  if find_pinned claude-code "a real Claude Code" "400 MB"; then
    export SITREP_CLAUDE_CODE_INSTALL="$folder"
  else
    export SITREP_NO_CLAUDE_CODE="$why"
    say "The tests with the real Claude Code are skipped: $why"
  fi
}

# Sets SITREP_ACP_INSTALL likewise, or SITREP_NO_ACP. The Claude Code that the agent comes with stays away: there is
# one.
find_acp() {
  if [ -n "${SITREP_ACP_INSTALL:-}" ]; then return; fi
  if find_pinned acp "a real ACP agent" "20 MB" --omit=optional; then
    export SITREP_ACP_INSTALL="$folder"
  else
    export SITREP_NO_ACP="$why"
    say "The test with a real ACP agent is skipped: $why"
  fi
}

# Sets SITREP_GEMINI_INSTALL likewise, or SITREP_NO_GEMINI. What it could have beside itself has to be built: it stays
# away.
find_gemini() {
  if [ -n "${SITREP_GEMINI_INSTALL:-}" ]; then return; fi
  if find_pinned gemini "the real Gemini CLI" "100 MB" --omit=optional; then
    export SITREP_GEMINI_INSTALL="$folder"
  else
    export SITREP_NO_GEMINI="$why"
    say "The test with a real Gemini CLI is skipped: $why"
  fi
}

# Sets SITREP_MCP_INSTALL likewise, or SITREP_NO_MCP.
find_mcp() {
  if [ -n "${SITREP_MCP_INSTALL:-}" ]; then return; fi
  if find_pinned mcp "the inspector of the Model Context Protocol" "111 MB"; then
    export SITREP_MCP_INSTALL="$folder"
  else
    export SITREP_NO_MCP="$why"
  fi
}

# Sets SITREP_OPENCODE_INSTALL likewise, or SITREP_NO_OPENCODE; and so for Copilot CLI and Codex.
find_agents() {
  find_agent opencode OPENCODE "a real OpenCode" "350 MB"
  find_agent copilot COPILOT "a real Copilot CLI" "190 MB"
  find_agent codex CODEX "a real Codex" "420 MB"
}

# Of the agent in tools/$1, with $2 in the names of its variables; $3 says what it is and $4 how much.
find_agent() {
  eval "known=\${SITREP_$2_INSTALL:-}"
  if [ -n "$known" ]; then return; fi
  if find_pinned "$1" "$3" "$4"; then
    export "SITREP_$2_INSTALL=$folder"
  else
    export "SITREP_NO_$2=$why"
    say "The tests with $3 are skipped: $why"
  fi
}

# Sets SITREP_OPENAPI_INSTALL likewise, and SITREP_NODE to the Node that came with OpenClaw, or to whichever there is.
find_openapi() {
  if find_pinned openapi "a validator of the API's description" "15 MB"; then
    export SITREP_OPENAPI_INSTALL="$folder"
  else
    export SITREP_NO_OPENAPI="$why"
  fi
  for SITREP_NODE in "${SITREP_OPENCLAW_INSTALL:-/none}"/node_modules/node-linux-*/bin/node node; do
    if command -v "$SITREP_NODE" >/dev/null; then break; fi
  done
  export SITREP_NODE
}

# Sets `folder` to where it is installed what tools/$1/package-lock.json pins: once for each set of versions. $2 says
# what that is and $3 how much; $4 is one more option for npm. Where it cannot be, `why` says why.
# No package's script is run: what is wanted works as it is unpacked.
find_pinned() {
  pinned=$home/tools/$1
  installs=${XDG_CACHE_HOME:-$HOME/.cache}/sitrep
  folder=$installs/$1-$(cksum <"$pinned/package-lock.json" | cut -d ' ' -f 1)
  [ -d "$folder" ] || install_pinned "$@"
}

# Installs beside the folder and moves it in place when it is whole, so that two at once do no harm.
install_pinned() {
  why="npm is missing: install Node.js with npm."
  if ! command -v npm >/dev/null; then
    may_install || return 1
    install nodejs npm
  fi
  may "The tests want $2 in $installs ($3, from npm). Install it?" || {
    why="it is not installed, and you declined to install it."
    return 1
  }
  say "Installing $2 for the tests (once)…"
  why="nothing can be written into $installs: set XDG_CACHE_HOME to a folder that can be written."
  mkdir -p "$installs" && new=$(mktemp -d "$installs/$1-new-XXXXXX") || return 1
  cp "$pinned/package.json" "$pinned/package-lock.json" "$new"
  quietly="--no-audit --no-fund --loglevel=error"
  # shellcheck disable=SC2086 # options are words
  if ! talk=$(cd "$new" && npm install --ignore-scripts $quietly ${4:+"$4"} 2>&1 </dev/null); then
    say "$talk"
    rm -rf "$new"
    why="npm could not install it; what it said is above."
    return 1
  fi
  if [ -d "$folder" ] || ! mv "$new" "$folder"; then rm -rf "$new"; fi
  find "$installs" -maxdepth 1 -name "$1-*" ! -path "$folder" -mtime +30 -exec rm -rf {} +
  [ -d "$folder" ]
}
