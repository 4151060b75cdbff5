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

static pid_t in_front; // of the sitter: the group that is, or will be again, in front
static int changes[2] = {-1, -1}, leave[2] = {-1, -1}, left[2] = {-1, -1};

static int open_seat(void) {
  return pipe2(changes, O_CLOEXEC) == 0 && pipe2(leave, O_CLOEXEC) == 0 && pipe2(left, O_CLOEXEC) == 0;
}

static void put_in_front(int number) {
  int kept = errno, terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  pid_t now = terminal < 0 ? -1 : tcgetpgrp(terminal);
  if (now > 0 && now != getpgrp()) in_front = now;
  if (terminal >= 0) tcsetpgrp(terminal, number == TO_FRONT ? in_front : getpgrp());
  if (terminal >= 0) close(terminal);
  errno = kept;
}

// Whoever kept the command is gone, and with it the terminal: that is told to those in front, also if they are not now.
static void pass_hang_up(int number) {
  int kept = errno;
  kill(-in_front, number);
  kill(-in_front, SIGCONT);
  errno = kept;
}

static void listen_for_place(pid_t command) {
  struct sigaction moves = {.sa_handler = put_in_front}, hang_up = {.sa_handler = pass_hang_up};
  sigfillset(&moves.sa_mask);
  in_front = command;
  for (int number = 1; number < SIGNALS; number++) signal(number, number == SIGCHLD ? SIG_DFL : SIG_IGN);
  sigaction(TO_FRONT, &moves, NULL);
  sigaction(TO_BACK, &moves, NULL);
  sigaction(SIGHUP, &hang_up, NULL);
}

static void sit(pid_t command) {
  struct change change = {.command = command};
  char none;
  for (;;) {
    pid_t changed = wait4(command, &change.status, WUNTRACED, &change.used);
    if (changed < 0 && errno == EINTR) continue;
    if (changed < 0 || write(changes[1], &change, sizeof change) < 0 || !WIFSTOPPED(change.status)) break;
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
