// Signals that reach us and are meant for the command.
#ifndef SIGNALS_H
#define SIGNALS_H

#include "terminal.h"

struct heard {
  int number;
  int by_terminal; // sent by the kernel: the terminal sends to all of the group
  int by_us;       // sent to our group because a key was typed that the command's terminal made a signal of
};

static void hear(int number, siginfo_t *from, void *context) {
  (void)context;
  int kept = errno;
  if (number == SIGCONT) is_continued = 1;
  int by_us = from->si_code <= 0 && from->si_pid == getpid();
  struct heard heard = {number, from->si_code > 0 && number != SIGCHLD, by_us};
  if (write(self_pipe[1], &heard, sizeof heard) < 0) {
    // Four thousand of them wait already.
  }
  errno = kept;
}

static int is_ours(int number) {
  switch (number) {
    case SIGKILL: case SIGSTOP: case SIGSEGV: case SIGBUS: case SIGFPE: case SIGILL: case SIGTRAP: case SIGSYS:
    case SIGABRT: case SIGTTOU: case SIGTTIN: return 0;
    default: return 1;
  }
}

static void listen_for_signals(void) {
  if (pipe2(self_pipe, O_CLOEXEC | O_NONBLOCK) < 0) _exit(126);
  for (int number = 1; number < SIGNALS; number++) {
    struct sigaction ours = {.sa_flags = SA_SIGINFO};
    sigfillset(&ours.sa_mask);
    ours.sa_sigaction = hear;
    if (sigaction(number, NULL, &before[number]) < 0) continue;
    int is_passed_on = is_ours(number) && before[number].sa_handler != SIG_IGN;
    if (number == SIGPIPE) signal(SIGPIPE, SIG_IGN);
    else if (number == SIGCHLD || is_passed_on) sigaction(number, &ours, NULL);
  }
}

static void forget_signals(void) {
  for (int number = 1; number < SIGNALS; number++) {
    struct sigaction none = {.sa_handler = before[number].sa_handler == SIG_IGN ? SIG_IGN : SIG_DFL};
    if (number != SIGKILL && number != SIGSTOP) sigaction(number, &none, NULL);
  }
}

// What the user's terminal says to our group is for those in front at the command's; without one it has had it.
static void pass_in(int number, pid_t command) {
  pid_t front;
  follow_modes();
  if (number == SIGWINCH) resize();
  else if (ioctl(inner, TIOCGPGRP, &front) == 0 && front > 0) kill(-front, number);
  else kill(command, number);
}

static void pass_on(struct heard heard, pid_t command) {
  if (heard.number == SIGCHLD) return;
  if (heard.number == SIGINT || heard.number == SIGTERM || heard.number == SIGHUP) {
    state.told = heard.number;
    put_state();
  }
  if (heard.number == SIGTSTP) is_to_stop = 1;
  if (heard.by_us) return;
  if (heard.number == SIGCONT) follow_modes();
  // A shell, and whoever sets a time limit, means the whole job, which is in another group at a terminal of its own.
  if (!heard.by_terminal) kill(is_on_terminal() ? -command : command, heard.number);
  else if (is_on_terminal()) pass_in(heard.number, command);
}

// Whether a shell waits for us in the foreground of a terminal: it is told of a job that stops, and lets it go on.
static int is_in_foreground(void) {
  int terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC);
  int is = terminal >= 0 && tcgetpgrp(terminal) == getpgrp();
  if (terminal >= 0) close(terminal);
  return is;
}

// Of the same signal, for it is the shell's status of the job.
static void stop_of(int number, pid_t whom) {
  struct sigaction plain = {.sa_handler = SIG_DFL}, ours;
  sigset_t just;
  sigemptyset(&just);
  sigaddset(&just, number);
  sigaction(number, &plain, &ours);
  kill(whom, number);
  sigprocmask(SIG_UNBLOCK, &just, NULL);
  sigaction(number, &ours, NULL);
}

static void come_back(pid_t command) {
  resize();
  is_settled = 0;
  follow_modes();
  if (!is_settled) place(TO_BACK);
  kill(-command, SIGCONT);
}

// A command in the background that reads from its terminal, or sets it, is stopped of that, and with it all of the
// shell's job.
static void stop_too(pid_t command, int number) {
  int by_terminal = is_on_terminal() && (number == SIGTTIN || number == SIGTTOU);
  if (!is_to_stop && !by_terminal && !is_in_foreground()) return;
  is_to_stop = is_continued = 0;
  give_back();
  if (number == SIGSTOP) kill(getpid(), SIGSTOP);
  else if (!by_terminal) stop_of(number, getpid());
  else if (!is_foreground()) stop_of(number, 0);
  // Who has no shell to let it go on is not stopped, and finds nothing to read.
  int is_alone = by_terminal && !is_continued && !is_foreground();
  if (is_alone) {
    place(TO_FRONT);
    end_input();
    kill(-command, SIGCONT);
  } else if (is_on_terminal()) {
    come_back(command);
  }
  kill(command, SIGCONT);
}

#endif
