# What each command of commands.txt finds: the same environment, and a folder of its own with the same files.
# shellcheck shell=bash

unset LS_COLORS GREP_COLORS LESS NO_COLOR FORCE_COLOR COLORTERM NODE_OPTIONS BASH_ENV ENV DISPLAY SSH_ASKPASS
unset MAKEFLAGS GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_CONFIG_GLOBAL
export LC_ALL=C.UTF-8 TZ=UTC HOME="$SITREP_DATA/home" PAGER=less EDITOR=false LESSHISTFILE=-
export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_DATE='2026-01-02T03:04:05Z' GIT_COMMITTER_DATE='2026-01-02T03:04:05Z'
export npm_config_offline=true npm_config_progress=false
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false
export PYTHONDONTWRITEBYTECODE=1
# The system's own programs come first: those of a version manager are slow scripts that find the program.
export PATH=/usr/bin:/bin:$PATH

# Once for all commands: a folder with the files, the git repository in it, and a home.
make_folder() {
  mkdir "$HOME" "$SITREP_DATA/rows"
  cat >"$HOME/.gitconfig" <<-END
[user]
  name = Dana
  email = dana@example.org
[init]
  defaultBranch = main
END
  cp -R "$1" "$SITREP_DATA/folder"
  cd "$SITREP_DATA/folder" || return
  git init -q --template= . && git add . || return
  for number in 0 1 2 3; do
    echo "$number" >number
    git add number
    git commit -qm "The number is $number" || return
  done
  git gc -q && mv .git ../git
}

# Runs script $1, and writes into $2 what the system says of its end: a signal is no exit status there.
run() {
  exec perl -e '$said = pop; open my $to, ">", $said; system "bash", "--norc", "-c", @ARGV; print $to $?' "$1" "$2"
}
