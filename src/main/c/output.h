// The command's output goes through us, each piece as it comes and byte for byte.
#ifndef OUTPUT_H
#define OUTPUT_H

#include "signals.h"

struct stream {
  int from, to, number;
  char *piece;
  size_t held, written, atom;
};

static char pieces[2][PIECE];
static struct stream streams[2] = {{-1, 1, 0, pieces[0], 0, 0, PIECE}, {-1, 2, 1, pieces[1], 0, 0, PIECE}};

static void shut(struct stream *it) {
  if (it->from >= 0) close(it->from);
  it->from = -1;
  it->held = it->written = 0;
}

static void nobody_reads(struct stream *it) {
  state.unheard = 1;
  put_state();
  shut(it);
}

// A pipe that can be written takes an atom at once; terminals and files take all.
static void deliver(struct stream *it) {
  size_t left = it->held - it->written;
  ssize_t took = write(it->to, it->piece + it->written, left < it->atom ? left : it->atom);
  if (took < 0) {
    if (errno != EAGAIN && errno != EINTR) nobody_reads(it);
    return;
  }
  it->written += (size_t)took;
  if (it->written == it->held) it->held = it->written = 0;
}

static int take(struct stream *it) {
  ssize_t length = read(it->from, it->piece, PIECE);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
  if (length <= 0) {
    shut(it);
    return 0;
  }
  it->held = (size_t)length;
  if (!is_forked_rest) tape(it->number, it->piece, it->held);
  return (int)length;
}

// Waits for output, for room, or for a signal, and carries one piece of each stream on.
static void carry(int timeout) {
  struct pollfd wait[5] = {{self_pipe[0], POLLIN, 0}};
  for (int i = 0; i < 2; i++) {
    struct stream *it = &streams[i];
    wait[1 + i] = (struct pollfd){it->held ? -1 : it->from, POLLIN, 0};
    wait[3 + i] = (struct pollfd){it->from < 0 ? -1 : it->to, it->held ? POLLOUT : 0, 0};
  }
  if (poll(wait, 5, timeout) <= 0) return;
  for (int i = 0; i < 2; i++) {
    struct stream *it = &streams[i];
    if (it->held && wait[3 + i].revents) deliver(it);
    else if (it->from >= 0 && wait[3 + i].revents & POLLERR) nobody_reads(it);
    if (it->from >= 0 && wait[1 + i].revents) take(it);
  }
}

static int is_waiting(struct stream *it) {
  struct pollfd look = {it->from, POLLIN, 0};
  if (it->from < 0 || it->held) return it->from >= 0;
  if (poll(&look, 1, 0) <= 0) return 0;
  if (look.revents & POLLIN) return 1;
  shut(it); // Nobody writes any more.
  return 0;
}

// Whoever reads the output may never read on: then only a signal ends us.
static int is_told_again(void) {
  struct heard heard;
  int is = 0;
  while (read(self_pipe[0], &heard, sizeof heard) == sizeof heard) {
    is |= heard.number == SIGINT || heard.number == SIGTERM || heard.number == SIGHUP;
  }
  return is;
}

// All that the command itself wrote goes where it goes. What it left running may have the pipes, too, and write without
// a rest: more than the pipe held when it ended is not awaited, another process carries that on.
static void finish_output(void) {
  int64_t enough[2] = {state.passed[0] + PIECE, state.passed[1] + PIECE};
  for (;;) {
    int goes_on = 0;
    for (int i = 0; i < 2; i++) goes_on |= is_waiting(&streams[i]) && (streams[i].held || state.passed[i] < enough[i]);
    if (!goes_on || is_told_again()) break;
    carry(-1);
  }
  if (streams[0].from < 0 && streams[1].from < 0) return;
  if (fork() != 0) return;
  is_forked_rest = 1;
  for (int number = 1; number < SIGNALS; number++) signal(number, number == SIGTERM ? SIG_DFL : SIG_IGN);
  while (streams[0].from >= 0 || streams[1].from >= 0) carry(-1);
  _exit(0);
}

static int open_stream(struct stream *it) {
  int ends[2];
  struct stat to;
  if (!absent[it->to] && fstat(it->to, &to) == 0 && (S_ISFIFO(to.st_mode) || S_ISSOCK(to.st_mode))) it->atom = ATOM;
  if (absent[it->to] || pipe2(ends, O_CLOEXEC) < 0) return -1;
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  it->from = ends[0];
  return ends[1];
}

#endif
