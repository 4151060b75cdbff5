# The peer of `bench peer`: Zipkin's server, which takes in spans as Sitrep takes in events. develop.sh reads this file.
# shellcheck shell=sh disable=SC2154

# The version measured against.
zipkin=3.6.1
# What fetches it, in a version of our choice, too.
fetcher=org.apache.maven.plugins:maven-dependency-plugin:3.11.0

# Sets `peer` to its jar, which Maven fetches once into its own repository and copies from there into target/.
find_peer() {
  peer=$home/target/zipkin-server-$zipkin-exec.jar
  if [ -f "$peer" ]; then return; fi
  may "Zipkin's server is missing (135 MB). Fetch it with Maven?" || give_up "then there is no peer to measure against."
  say "Fetching Zipkin's server (once)…"
  maven -q -N "$fetcher:copy" "-Dartifact=io.zipkin:zipkin-server:$zipkin:jar:exec" \
    "-DoutputDirectory=$home/target" >&2 || give_up "Maven could not fetch it; what it said is above."
}
