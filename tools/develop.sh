# The developers' commands of ./sitrep: test, format, bench. It reads this file, so its functions are known here.
# shellcheck shell=sh disable=SC2154

. "$home/tools/npm.sh"
. "$home/tools/peer.sh"

# Sets SITREP_CHROMIUM, so that no test has to search. A Chromium that can have no window comes first: it takes half the
# processor time of one whose windows are only hidden.
find_browser() {
  for browser in "${SITREP_CHROMIUM:-}" chromium-headless-shell chrome-headless-shell \
    chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    /Applications/Chromium.app/Contents/MacOS/Chromium; do
    if [ -n "$browser" ] && SITREP_CHROMIUM=$(command -v "$browser"); then
      export SITREP_CHROMIUM
      return
    fi
  done
  return 1
}

# Installs a browser where none is, and on CI the quick one beside any other, where Debian has it.
get_browser() {
  named=${SITREP_CHROMIUM:-}
  if find_browser; then
    case $SITREP_CHROMIUM in *-headless-shell) return ;; esac
    if [ -z "${CI:-}" ] || [ -n "$named" ]; then return; fi
  fi
  SITREP_CHROMIUM=
  if may_install; then (install chromium-headless-shell fonts-dejavu-core) || say "Any other Chromium will do."; fi
  if find_browser; then return; fi
  may_install || give_up "the tests need Chromium or Chrome: install it, or set SITREP_CHROMIUM to it."
  install chromium fonts-dejavu-core
  find_browser || give_up "Chromium was installed but is not on the path: set SITREP_CHROMIUM to it."
}

# Installs the programs that the table of commands runs. Where that may not be, its rows say what is missing.
find_programs() {
  packages=
  while read -r program package; do
    [ "$program" = "#" ] || command -v "$program" >/dev/null || packages="$packages $package"
  done <"$home/src/test/resources/commands/programs.txt"
  # shellcheck disable=SC2086 # packages are words
  if [ -n "$packages" ] && may_install; then install $packages; fi
}

# Everything CI runs. There, a test that was skipped proves nothing and counts as failed.
run_tests() {
  get_browser
  find_programs
  begin_installs
  if [ -n "$missing" ]; then maven -q "$@" test-compile || return 1; fi
  end_installs
  reports=$home/target/surefire-reports
  rm -rf "$reports"
  passed=0
  maven "-Dsitrep.jar=$home/target/tested.jar" "$@" verify || passed=$?
  set -- /dev/null "$reports"/TEST-*.xml
  [ -e "$2" ] || set -- /dev/null
  awk -v strict="${CI:-}" -f "$home/tools/test-summary.awk" "$@" || passed=1
  return "$passed"
}

# The benchmarks are plain Java beside the jar: `sitrep.bench.Bench` takes the arguments. How quickly work in a real
# gateway is shown, and what was pressed is said, is measured by the tests that have the gateways.
run_benches() {
  case ${1:-} in
    openclaw-live)
      run_tests -Dtest=sitrep.openclaw.LiveTest
      grep -v '^|' "$home/target/openclaw-live.md"
      return
      ;;
    openclaw-acting)
      run_tests -Dtest=sitrep.openclaw.LiveActingTest -Dsitrep.presses=24
      grep ' presses; ' "$home/target/openclaw-live-acting.md"
      return
      ;;
  esac
  if is_stale; then build; fi
  name_cache
  case " $* " in "  " | *" start "* | *" long "*) find_caches ;; esac
  peer=
  case " $* " in *" peer "*) find_peer ;; esac
  classes=$home/target/bench-classes
  rm -rf "$classes"
  find "$home/bench/java" -name '*.java' -exec "$jdk/bin/javac" -d "$classes" -cp "$jar" {} +
  exec "$java" "-Dbench.launcher=$home/sitrep" "-Dbench.serving=$serving" "-Dbench.brief=$brief" \
    "-Dbench.serving-cache=$cache" "-Dbench.brief-cache=$brief_cache" "-Dbench.peer=$peer" \
    -cp "$jar:$classes" --enable-native-access=ALL-UNNAMED sitrep.bench.Bench "$@"
}

# The caches that the launcher uses are made now if they are missing, or else by whoever makes them at this moment.
find_caches() {
  if lacks_cache; then
    say "Making the caches…"
    train
    wait "$!" || true
  fi
  while holder=$(readlink "$cache.lock") && kill -0 "$holder" 2>/dev/null; do sleep 1; done
}

find_mvn
command=$1
shift
case $command in
  test) run_tests "$@" ;;
  format) maven -q spotless:apply ;;
  bench) run_benches "$@" ;;
esac
