// A terminal belongs to a session, and a session to the process that began it. The *sitter* is that process: it begins
// the session of the command's terminal, starts the command in it, tells us what becomes of it, and stays until nobody
// is left at the terminal, for with it everybody in front would be hung up on.
#ifndef SITTER_H
#define SITTER_H

#include "signals.h"

struct change {
  pid_t command;
  int status; // as of wait(2)
  struct rusage used;
};

static int changes[2] = {-1, -1}, leave[2] = {-1, -1}, left[2] = {-1, -1};

static int open_seat(void) {
  return pipe2(changes, O_CLOEXEC) == 0 && pipe2(leave, O_CLOEXEC) == 0 && pipe2(left, O_CLOEXEC) == 0;
}

static void sit(pid_t command) {
  struct change change = {.command = command};
  char none;
  while (wait4(command, &change.status, WUNTRACED, &change.used) == command) {
    if (write(changes[1], &change, sizeof change) < 0) break;
    if (!WIFSTOPPED(change.status)) break;
  }
  while (read(leave[0], &none, 1) < 0 && errno == EINTR) continue;
  int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (terminal >= 0) tcsetpgrp(terminal, getpgrp());
  _exit(0);
}

static void dismiss_sitter(void) {
  char none;
  if (leave[1] < 0) return;
  close(leave[1]);
  while (read(left[0], &none, 1) < 0 && errno == EINTR) continue;
}

#endif
