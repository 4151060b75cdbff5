// How the command starts, and how we end as it ended.
#ifndef COMMAND_H
#define COMMAND_H

#include "farewell.h"
#include "sitter.h"

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

static void begin(char **argv, const int *places, int failed) {
  for (int fd = 0; fd < 3; fd++) {
    if (places[fd] >= 0) dup2(places[fd], fd);
  }
  forget_signals();
  sigprocmask(SIG_SETMASK, &mask_before, NULL);
  find_and_exec(argv);
  if (write(failed, &errno, sizeof errno) < 0) _exit(126);
  _exit(127);
}

static void begin_session(char **argv, const int *places, int failed) {
  setsid();
  ioctl(inner_end, TIOCSCTTY, 0);
  pid_t command = fork();
  if (command == 0) {
    setpgid(0, 0);
    if (is_settled) tcsetpgrp(inner_end, getpid());
    begin(argv, places, failed);
  }
  struct change first = {.command = command};
  setpgid(command, command);
  listen_for_place(command);
  sigprocmask(SIG_SETMASK, &mask_before, NULL);
  if (command < 0 || write(changes[1], &first, sizeof first) < 0) _exit(126);
  int own[] = {changes[1], leave[0], left[1]}, nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int fd = 0; fd < 3; fd++) dup2(nothing, fd);
  let_go(own, 3);
  sit(command);
}

// Answers the process of the command.
static pid_t start(char **argv, const int *places, int *error) {
  int failed[2];
  sigset_t all;
  struct change first = {0};
  *error = 0;
  if (pipe2(failed, O_CLOEXEC) < 0) return -1;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  started_ns = ticking_ns();
  pid_t command = fork();
  if (command == 0 && is_on_terminal()) begin_session(argv, places, failed[1]);
  if (command == 0) begin(argv, places, failed[1]);
  sigprocmask(SIG_SETMASK, &mask_before, NULL);
  close(failed[1]);
  if (is_on_terminal()) {
    sitter = command;
    close(changes[1]);
    close(leave[0]);
    close(left[1]);
    while (command > 0 && read(changes[0], &first, sizeof first) < 0 && errno == EINTR) continue;
    command = first.command > 0 ? first.command : -1;
    fcntl(changes[0], F_SETFL, O_NONBLOCK);
  }
  while (command > 0 && read(failed[0], error, sizeof *error) < 0 && errno == EINTR) continue;
  close(failed[0]);
  if (command < 0) *error = errno ? errno : EAGAIN;
  return command;
}

// What became of the command, as of wait(2): 0 while nothing did.
static pid_t look_at(pid_t command, int *status, struct rusage *used) {
  if (!is_on_terminal()) return wait4(command, status, WNOHANG | WUNTRACED, used);
  struct change change;
  ssize_t length = read(changes[0], &change, sizeof change);
  if (length < 0) return 0;
  *status = length == sizeof change ? change.status : SIGKILL;
  *used = change.used;
  return command;
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
  say_farewell(ticking_ns());
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
  say_farewell(ticking_ns());
  await_last_word();
  return status;
}

#endif
