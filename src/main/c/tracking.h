// The track is made and written, and somebody is called who follows it.
#ifndef TRACKING_H
#define TRACKING_H

#include "keeper.h"

static int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t ticking_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void put(const void *bytes, size_t length, off_t at) {
  if (track >= 0 && pwrite(track, bytes, length, at) < 0) {
    // The disk is full: the command matters more than our word about it.
  }
}

static void put_state(void) { put(&state, sizeof state, 0); }

static void tape(int stream, const char *bytes, size_t length) {
  off_t ring = RINGS_AT + (off_t)stream * RING;
  for (size_t done = 0; done < length;) {
    size_t at = (size_t)((state.passed[stream] + (int64_t)done) % RING);
    size_t part = length - done < RING - at ? length - done : RING - at;
    put(bytes + done, part, ring + (off_t)at);
    done += part;
  }
  state.passed[stream] += (int64_t)length;
  state.newest[stream] = ticking_ns();
  put_state();
}

static char words[WORDS_MAX];
static size_t words_length;

static void say(const char *key, const char *value) {
  int length = snprintf(words + words_length, sizeof words - words_length, "%s=%s", key, value);
  if (length > 0 && words_length + (size_t)length + 1 < sizeof words) words_length += (size_t)length + 1;
}

static void say_link(const char *key, int fd) {
  char path[32], target[512];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  ssize_t length = absent[fd] ? -1 : readlink(path, target, sizeof target - 1);
  if (length < 0) return;
  target[length] = 0;
  say(key, target);
}

static void make_folders(char *path) {
  for (char *at = path + 1; *at; at++) {
    if (*at != '/') continue;
    *at = 0;
    mkdir(path, 0700);
    *at = '/';
  }
  mkdir(path, 0700);
}

static int count_tracks(const char *folder) {
  DIR *open = opendir(folder);
  if (!open) return 0;
  int count = 0;
  while (readdir(open)) count++;
  closedir(open);
  return count - 2;
}

static void find_data(void) {
  const char *own = getenv("SITREP_DATA"), *state_home = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
  char path[1024], here[1024] = "";
  if (own && *own) snprintf(path, sizeof path, "%s", own);
  else if (state_home && *state_home) snprintf(path, sizeof path, "%s/sitrep", state_home);
  else snprintf(path, sizeof path, "%s/.local/state/sitrep", home && *home ? home : ".");
  if (*path != '/' && !getcwd(here, sizeof here)) *here = 0;
  snprintf(data, sizeof data, "%s%s%s", here, *here ? "/" : "", path);
}

// What is run, where, and what was said about it. A token is as safe in the track as in our own environment: both are
// open to this user alone.
static void say_surroundings(int argc, char **argv, int first) {
  static const char *told[] = {
      "SITREP_TASK=", "SITREP_RUN=", "SITREP_URL=", "SITREP_TOKEN=", "TRACEPARENT=", "HOSTNAME="};
  char here[1024];
  say("run", run_id);
  say("folder", getcwd(here, sizeof here) ? here : "/");
  for (char **it = environ; *it; it++) {
    for (int i = 0; i < 6; i++) {
      if (!strncmp(*it, told[i], strlen(told[i]))) say("env", *it);
    }
  }
  say_link("in", 0);
  say_link("out", 1);
  say_link("err", 2);
  for (int i = 3; i < first; i++) say("option", argv[i]);
  for (int i = first; i < argc; i++) say("word", argv[i]);
}

// Written under another name first, so that nobody reads half of it.
static void open_track(void) {
  char folder[2100], fresh[2400];
  find_data();
  snprintf(folder, sizeof folder, "%s/runs", data);
  make_folders(folder);
  if (count_tracks(folder) >= TRACKS_MAX) return;
  snprintf(track_path, sizeof track_path, "%s/%s.track", folder, run_id);
  snprintf(fresh, sizeof fresh, "%s.new", track_path);
  track = open(fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (track < 0) return;
  put(words, words_length, WORDS_AT);
  state.keeper = getpid();
  state.began = now_ms();
  put_state();
  if (rename(fresh, track_path) < 0) {
    unlink(fresh);
    close(track);
    track = -1;
  }
}

static void detach(void) {
  setsid();
  int nothing = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; fd++) dup2(nothing, fd);
  DIR *open = opendir("/proc/self/fd");
  int last = open ? 0 : 1024;
  for (struct dirent *it; open && (it = readdir(open));) {
    if (atoi(it->d_name) > last) last = atoi(it->d_name);
  }
  if (open) closedir(open);
  for (int fd = 3; fd <= last; fd++) close(fd);
  for (int number = 1; number < SIGNALS; number++) signal(number, SIG_DFL);
  signal(SIGHUP, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (chdir("/") < 0) return;
}

// A follower that has nothing left to follow lets go of the lock *before* it looks for the last time, and who begins a
// track makes the track before it tries the lock: so no track is ever left with nobody to follow it.
static void mind(void) {
  char lock_path[2100], folder[2100];
  snprintf(lock_path, sizeof lock_path, "%s/follower.lock", data);
  snprintf(folder, sizeof folder, "%s/runs", data);
  for (;;) {
    int lock = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) < 0) return;
    pid_t follower = fork();
    if (follower == 0) {
      execl(launcher, launcher, "follow", data, (char *)NULL);
      _exit(127);
    }
    int status = 0;
    int64_t began = now_ms();
    while (follower > 0 && waitpid(follower, &status, 0) < 0 && errno == EINTR) continue;
    close(lock);
    if (follower < 0 || status || now_ms() - began < SOONEST_MS || count_tracks(folder) <= 0) return;
  }
}

static void call_follower(void) {
  if (track < 0) return;
  char lock_path[2100];
  snprintf(lock_path, sizeof lock_path, "%s/follower.lock", data);
  int lock = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return;
  int is_free = flock(lock, LOCK_EX | LOCK_NB) == 0;
  close(lock);
  if (!is_free) return;
  pid_t first = fork();
  if (first == 0) {
    if (fork() == 0) {
      detach();
      mind();
    }
    _exit(0);
  }
  while (first > 0 && waitpid(first, NULL, 0) < 0 && errno == EINTR) continue;
}

#endif
