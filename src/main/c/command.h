// How the command starts, and how we end as it ended.
#ifndef COMMAND_H
#define COMMAND_H

#include "signals.h"

static void try_exec(const char *path, char **argv) {
  execv(path, argv);
  if (errno != ENOEXEC) return;
  // A script without its first line, as every shell would run it.
  int count = 0;
  while (argv[count]) count++;
  char **more = calloc((size_t)count + 2, sizeof *more);
  if (!more) return;
  more[0] = "sh";
  more[1] = (char *)path;
  memcpy(more + 2, argv + 1, (size_t)count * sizeof *more);
  execv("/bin/sh", more);
}

static void find_and_exec(char **argv) {
  if (strchr(argv[0], '/')) {
    try_exec(argv[0], argv);
    return;
  }
  const char *path = getenv("PATH");
  if (!path) path = "/usr/local/bin:/bin:/usr/bin";
  int error = ENOENT;
  char file[4096];
  for (const char *at = path;; at++) {
    size_t length = strcspn(at, ":");
    int fits = snprintf(file, sizeof file, "%.*s%s%s", (int)length, at, length ? "/" : "", argv[0]) < (int)sizeof file;
    if (fits) try_exec(file, argv);
    if (fits && errno == EACCES) error = EACCES;
    at += length;
    if (!*at) break;
  }
  errno = error;
}

static pid_t start(char **argv, int out, int err, int *error) {
  int failed[2];
  sigset_t all;
  *error = 0;
  if (pipe2(failed, O_CLOEXEC) < 0) return -1;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  pid_t command = fork();
  if (command == 0) {
    if (out >= 0) dup2(out, 1);
    if (err >= 0) dup2(err, 2);
    forget_signals();
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
    find_and_exec(argv);
    if (write(failed[1], &errno, sizeof errno) < 0) _exit(126);
    _exit(127);
  }
  sigprocmask(SIG_SETMASK, &mask_before, NULL);
  close(failed[1]);
  while (command > 0 && read(failed[0], error, sizeof *error) < 0 && errno == EINTR) continue;
  close(failed[0]);
  if (command < 0) *error = errno;
  return command;
}

// What we were given and the command now has is not ours to keep open.
static void let_go(const int *own, int count) {
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (!absent[0] && nothing >= 0) dup3(nothing, 0, O_CLOEXEC);
  if (nothing > 2) close(nothing);
  DIR *open = opendir("/proc/self/fd");
  if (!open) return;
  for (struct dirent *it; (it = readdir(open));) {
    int fd = atoi(it->d_name), is_own = fd < 3 || fd == dirfd(open);
    for (int i = 0; i < count; i++) is_own |= fd == own[i];
    if (!is_own) close(fd);
  }
  closedir(open);
}

static void die_of(int number) {
  struct rlimit none = {0, 0};
  struct sigaction plain = {.sa_handler = SIG_DFL};
  sigset_t just;
  setrlimit(RLIMIT_CORE, &none);
  sigaction(number, &plain, NULL);
  sigemptyset(&just);
  sigaddset(&just, number);
  kill(getpid(), number);
  sigprocmask(SIG_UNBLOCK, &just, NULL);
  _exit(128 + number);
}

// A container ends with its first process, and whoever tells of it would end with it.
static void await_last_word(void) {
  for (int waited = 0; getpid() == 1 && track >= 0 && waited < LAST_WORD_MS; waited += 20) {
    if (access(track_path, F_OK) < 0) return;
    poll(NULL, 0, 20);
  }
}

static void end_as(int status, struct rusage *used) {
  state.user_us = (int64_t)used->ru_utime.tv_sec * 1000000 + used->ru_utime.tv_usec;
  state.system_us = (int64_t)used->ru_stime.tv_sec * 1000000 + used->ru_stime.tv_usec;
  state.memory_kb = used->ru_maxrss;
  state.status = status;
  state.ended = now_ms();
  put_state();
  await_last_word();
  if (WIFSIGNALED(status)) die_of(WTERMSIG(status));
  _exit(WEXITSTATUS(status));
}

static int not_started(const char *name, int error) {
  int status = error == ENOENT ? 127 : 126;
  state.status = -1;
  state.error = error;
  state.ended = now_ms();
  put_state();
  call_follower();
  if (error == ENOENT && !strchr(name, '/')) dprintf(2, "sitrep: %s: command not found\n", name);
  else dprintf(2, "sitrep: %s: %s\n", name, strerror(error));
  await_last_word();
  return status;
}

#endif
