// The command's output goes through us, each piece as it comes and byte for byte.
#ifndef OUTPUT_H
#define OUTPUT_H

#include "farewell.h"
#include "sitter.h"
#include "surroundings.h"

#define NO_WAIT 8 // RWF_NOWAIT of Linux

struct stream {
  int from, to, number;
  char *piece;
  size_t held, written, atom;
};

static char pieces[2][PIECE];
static struct stream streams[2] = {{-1, 1, 0, pieces[0], 0, 0, PIECE}, {-1, 2, 1, pieces[1], 0, 0, PIECE}};

// Our end of a terminal stays open until nobody is left at it, or they would be hung up on.
static void shut(struct stream *it) {
  if (it->from >= 0 && it->from != inner) close(it->from);
  it->from = -1;
  it->held = it->written = 0;
}

static void nobody_reads(struct stream *it) {
  state.unheard = 1;
  put_state();
  if (it->from == inner) {
    hang_up();
    it->from = -1;
  }
  shut(it);
}

// As much as there is room for without a wait. The end that we write to is others', too, and is not set otherwise: newer
// kernels can be asked so for each write; of older ones it is known that a pipe that can be written takes an atom.
// Terminals and files take all.
static ssize_t write_without_wait(int to, char *bytes, size_t length, size_t atom) {
  static int is_unknown;
  struct iovec all = {bytes, length};
  if (atom < PIECE && !is_unknown) {
    ssize_t took = syscall(SYS_pwritev2, to, &all, 1, -1L, -1L, NO_WAIT);
    if (took >= 0 || (errno != EOPNOTSUPP && errno != ENOSYS && errno != EINVAL)) return took;
    is_unknown = 1;
  }
  return write(to, bytes, length < atom ? length : atom);
}

static void deliver(struct stream *it) {
  ssize_t took = write_without_wait(it->to, it->piece + it->written, it->held - it->written, it->atom);
  if (took < 0) {
    if (errno != EAGAIN && errno != EINTR) nobody_reads(it);
    return;
  }
  it->written += (size_t)took;
  if (it->written == it->held) it->held = it->written = 0;
}

// A terminal says before each piece what it is: output, or that it was set otherwise.
static ssize_t take_from_terminal(struct stream *it) {
  char what = 0;
  struct iovec into[2] = {{&what, 1}, {it->piece + 1, PIECE - 1}};
  ssize_t length = readv(it->from, into, 2);
  follow_modes();
  if (length <= 0 && !is_return_held) return length;
  if (what == 0 && length > 1 && inner_end >= 0) answer(it->piece + 1, (size_t)length - 1);
  if (what == 0) length = (ssize_t)without_returns(it->piece, length > 0 ? (size_t)length - 1 : 0);
  if (what == 0 && length > 0) return length;
  errno = EAGAIN;
  return -1;
}

static int take(struct stream *it) {
  ssize_t length = it->from == inner ? take_from_terminal(it) : read(it->from, it->piece, PIECE);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
  if (length <= 0) {
    shut(it);
    return 0;
  }
  it->held = (size_t)length;
  if (it->atom == PIECE && isatty(it->to)) newest_byte = it->piece[length - 1];
  if (!is_forked_rest) tape(it->number, it->piece, it->held);
  return (int)length;
}

// Waits for output, for room, for keys or for a signal, and carries one piece of each stream on.
static void carry(int timeout) {
  struct pollfd wait[8] = {{self_pipe[0], POLLIN, 0}, {changes[0], POLLIN, 0}};
  int takes_keys = inner_end >= 0 && !is_hung_up, is_early = takes_keys && now_ms() < look_again;
  for (int i = 0; i < 2; i++) {
    struct stream *it = &streams[i];
    wait[2 + i] = (struct pollfd){it->held ? -1 : it->from, POLLIN, 0};
    wait[4 + i] = (struct pollfd){it->from < 0 ? -1 : it->to, it->held ? POLLOUT : 0, 0};
  }
  wait[6] = (struct pollfd){takes_keys && !keys_held && !is_early ? outer : -1, POLLIN, 0};
  wait[7] = (struct pollfd){takes_keys && keys_held ? inner : -1, POLLOUT, 0};
  if (timeout < 0 && takes_keys && (is_early || is_through)) timeout = is_early ? LOOK_AGAIN_MS : MODES_MS;
  if (is_return_held && !streams[0].held) timeout = RETURN_MS;
  if (poll(wait, 8, timeout) <= 0) {
    follow_modes();
    if (is_return_held && !streams[0].held) take(&streams[0]);
    return;
  }
  for (int i = 0; i < 2; i++) {
    struct stream *it = &streams[i];
    if (it->held && wait[4 + i].revents) deliver(it);
    else if (it->from >= 0 && wait[4 + i].revents & POLLERR) nobody_reads(it);
    if (it->from >= 0 && wait[2 + i].revents) take(it);
  }
  if (wait[7].revents) hand_in();
  if (wait[6].revents & (POLLHUP | POLLERR)) nobody_reads(&streams[0]);
  else if (wait[6].revents & POLLIN) take_keys();
}

static int is_waiting(struct stream *it) {
  struct pollfd look = {it->from, POLLIN, 0};
  if (it->from >= 0 && it->from == inner && is_return_held && !it->held) take(it);
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

// Carries what is there already, up to a piece.
static void carry_what_is_there(void) {
  int64_t enough[2] = {state.passed[0] + PIECE, state.passed[1] + PIECE};
  for (;;) {
    int goes_on = 0;
    for (int i = 0; i < 2; i++) goes_on |= is_waiting(&streams[i]) && (streams[i].held || state.passed[i] < enough[i]);
    if (!goes_on || is_told_again()) return;
    carry(-1);
  }
}

// Before a shell says that it stopped, what it wrote before is on the screen. A terminal's output is there in a moment.
static void carry_before_stop(void) {
  if (is_on_terminal()) poll(NULL, 0, RETURN_MS);
  for (int i = 0; i < 2 && is_waiting(&streams[0]) | is_waiting(&streams[1]); i++) carry(RETURN_MS);
}

// All that the command itself wrote goes where it goes. What it left running may have the pipes, too, and write without
// a rest: more than the pipe held when it ended is not awaited, another process carries that on.
static void finish_output(void) {
  give_back();
  if (inner_end >= 0) close(inner_end);
  inner_end = -1;
  carry_what_is_there();
  if (streams[0].from < 0 && streams[1].from < 0) {
    dismiss_sitter();
    return;
  }
  if (fork() != 0) return;
  is_forked_rest = 1;
  for (int number = 1; number < SIGNALS; number++) signal(number, number == SIGTERM ? SIG_DFL : SIG_IGN);
  while (streams[0].from >= 0 || streams[1].from >= 0) carry(-1);
  dismiss_sitter();
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

// What the command is given as input, output and errors; what is -1 it has from us.
static void open_places(int *places) {
  if (is_on_terminal()) {
    streams[0].from = inner;
    if (is_same_terminal(0)) places[0] = inner_end;
    places[1] = inner_end;
    places[2] = is_same_terminal(2) ? inner_end : open_stream(&streams[1]);
    return;
  }
  places[1] = open_stream(&streams[0]);
  places[2] = is_one_place() ? places[1] : open_stream(&streams[1]);
}

#endif
