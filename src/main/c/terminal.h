// Where the command would write to the user's terminal it gets one of its own, and we sit between the two.
//
// *At rest* the user's terminal stays as it was: it edits lines, shows what is typed, and sends its signals to our
// group, from which they are passed on. What is typed ahead stays there for whoever reads next, be it the shell after
// us; a line is handed in once somebody within waits for one. As soon as the command sets its terminal to anything
// else, as editors and prompts for secrets do, we let every key *through*, and its terminal makes of it what the command
// wants. At rest the command's terminal is left to "external processing", so that nothing is shown or edited twice.
#ifndef TERMINAL_H
#define TERMINAL_H

#include "farewell.h"
#include "tracking.h"

#include <sys/ioctl.h>
#include <sys/uio.h>
#include <termios.h>

#ifndef TIOCPKT_IOCTL
#define TIOCPKT_IOCTL 64
#endif

// What tells the sitter (sitter.h) whether the command is in front at its terminal, as we are at ours: in the background
// it is stopped if it reads.
#define TO_FRONT SIGUSR1
#define TO_BACK SIGUSR2

#define KEYS 1024        // taken from the user's terminal at once
#define TASKS_MAX 400    // more threads of the command are not looked at for one that reads
#define LOOK_AGAIN_MS 50 // how soon after a line was typed that nobody waited for
#define SET_KEYS 17      // control keys that Linux knows: no more of c_cc is filled in
#define PLACE_MS 50      // how long the sitter may take to put the command in front
#define RETURN_MS 5       // how long a return waits for the end of the line that it may belong to
#define MODES_MS 200     // how soon it is noticed that the command has set its terminal back, if it says nothing

static int outer = -1;     // the user's terminal; -1 where the command has none of its own
static int inner = -1;     // our end of the command's terminal
static int inner_end = -1; // the command's end of it
static char inner_name[64];
static struct termios settings; // of the user's terminal as it was, and of the command's to begin with
static int is_through, is_settled, is_hung_up;
static pid_t sitter; // process that began the session of the command's terminal
static int64_t look_again;
static int is_return_held;
static char keys[KEYS];
static size_t keys_held, keys_written;

// The user's terminal is gone; so is the command's then.
static void hang_up(void) {
  is_hung_up = 1;
  if (inner >= 0) close(inner);
  inner = -1;
}

static int is_on_terminal(void) { return outer >= 0; }

static int is_same_terminal(int fd) {
  struct stat one, other;
  if (absent[fd] || !isatty(fd) || fstat(fd, &one) < 0 || fstat(1, &other) < 0) return 0;
  return one.st_rdev == other.st_rdev;
}

static void resize(void) {
  struct winsize size;
  if (ioctl(outer, TIOCGWINSZ, &size) == 0) ioctl(inner, TIOCSWINSZ, &size);
}

static int is_foreground(void) { return tcgetpgrp(outer) == getpgrp(); }

static void no_terminal(void) {
  if (outer >= 0) close(outer);
  if (inner >= 0) close(inner);
  outer = inner = inner_end = -1;
}

// Only where standard output is the terminal that we were started at.
static void open_terminal(void) {
  int number, lock = 0, in_packets = 1;
  if (absent[1] || tcgetpgrp(1) < 0) return;
  outer = open("/dev/tty", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (outer < 0) return;
  inner = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (inner < 0 || tcgetattr(outer, &settings) < 0 || ioctl(inner, TIOCSPTLCK, &lock) < 0 ||
      ioctl(inner, TIOCGPTN, &number) < 0) {
    no_terminal();
    return;
  }
  snprintf(inner_name, sizeof inner_name, "/dev/pts/%d", number);
  inner_end = open(inner_name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  struct termios own = settings;
  own.c_lflag |= EXTPROC;
  if (inner_end < 0 || tcsetattr(inner_end, TCSANOW, &own) < 0 || ioctl(inner, TIOCPKT, &in_packets) < 0) {
    no_terminal();
    return;
  }
  state.terminal = OWN;
  is_settled = is_foreground();
  resize();
}

// Whether the sitter's own group, in which nobody reads, is the one in front at the command's terminal.
static int is_put_back(void) {
  pid_t front = 0;
  return ioctl(inner, TIOCGPGRP, &front) == 0 && front == sitter;
}

// What follows must find it done.
static void place(int number) {
  if (sitter <= 0 || kill(sitter, number) < 0) return;
  for (int waited = 0; waited < PLACE_MS && is_put_back() != (number == TO_BACK); waited++) poll(NULL, 0, 1);
}

static void set(int terminal, const struct termios *to) {
  sigset_t wait, kept;
  sigemptyset(&wait);
  sigaddset(&wait, SIGTTOU);
  sigprocmask(SIG_BLOCK, &wait, &kept);
  tcsetattr(terminal, TCSANOW, to);
  sigprocmask(SIG_SETMASK, &kept, NULL);
}

static int differs(const struct termios *now) {
  return now->c_iflag != settings.c_iflag || now->c_oflag != settings.c_oflag ||
         (now->c_lflag & ~(tcflag_t)EXTPROC) != (settings.c_lflag & ~(tcflag_t)EXTPROC) ||
         memcmp(now->c_cc, settings.c_cc, SET_KEYS) != 0;
}

static void note_modes(const struct termios *now) {
  int64_t modes = OWN;
  if (!(now->c_lflag & ICANON)) modes |= BY_KEY;
  else if (!(now->c_lflag & ECHO)) modes |= HIDDEN;
  if (modes == state.terminal) return;
  state.terminal = modes;
  put_state();
}

static void set_outer(int through) {
  struct termios to = settings;
  if (through) {
    to.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
    to.c_oflag &= ~(tcflag_t)OPOST;
    to.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
    to.c_cc[VMIN] = 1;
    to.c_cc[VTIME] = 0;
  }
  set(outer, &to);
  is_through = through;
}

// While we were not in front, the user's terminal was set as others wanted it. A command that has not set its own yet
// finds it as it is now.
static void settle(void) {
  struct termios found, now;
  is_settled = 1;
  place(TO_FRONT);
  if (tcgetattr(outer, &found) < 0 || tcgetattr(inner_end, &now) < 0) return;
  int is_untouched = !differs(&now);
  settings = found;
  found.c_lflag |= EXTPROC;
  if (is_untouched) set(inner_end, &found);
}

// Sets the user's terminal as the command has set its own.
static void follow_modes(void) {
  struct termios now;
  if (inner_end < 0) return;
  if (!is_settled && is_foreground()) settle();
  if (tcgetattr(inner_end, &now) < 0) return;
  note_modes(&now);
  int through = differs(&now) || !(settings.c_lflag & ICANON);
  if (through != is_through && is_foreground()) set_outer(through);
}

// Whether something that was handed in was not read yet. The kernel hands it on a little later, unless it is asked so.
static int is_unread(void) {
  struct pollfd look = {inner_end, POLLIN, 0};
  return poll(&look, 1, 0) > 0 && look.revents & POLLIN;
}

// Whether the command's terminal makes anything of what we hand in: just before we do, for programs look whether what
// they set is what they get.
static void let_process(int does) {
  struct termios now;
  if (tcgetattr(inner_end, &now) < 0 || does == !(now.c_lflag & EXTPROC)) return;
  is_unread();
  now.c_lflag ^= EXTPROC;
  set(inner_end, &now);
}

// As it was, for whoever waits for us.
static void give_back(void) {
  if (is_on_terminal() && is_through && is_foreground()) set_outer(0);
}

static int leads_to_inner(const char *task, long fd) {
  char path[96], target[64];
  snprintf(path, sizeof path, "%s/fd/%ld", task, fd);
  ssize_t length = readlink(path, target, sizeof target - 1);
  if (length < 0) return 0;
  target[length] = 0;
  return !strcmp(target, inner_name) || !strcmp(target, "/dev/tty");
}

// Whether a thread waits for input, by the system call in which it sits. Of one that waits for several files it is
// taken for granted that its standard input is one of them. Who may not be looked at asks for a password.
static int is_reading(const char *task) {
  char path[80], line[64], *rest;
  snprintf(path, sizeof path, "%s/syscall", task);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? -1 : read(file, line, sizeof line - 1);
  if (file >= 0) close(file);
  if (length < 0) return errno == EPERM || errno == EACCES;
  line[length] = 0;
  long call = strtol(line, &rest, 10);
  if (rest == line) return 0;
  switch (call) {
    case SYS_read: case SYS_readv: return leads_to_inner(task, strtol(rest, NULL, 16));
#ifdef SYS_poll
    case SYS_poll: case SYS_select: case SYS_epoll_wait:
#endif
    case SYS_ppoll: case SYS_pselect6: case SYS_epoll_pwait: return leads_to_inner(task, 0);
    default: return 0;
  }
}

static int is_awaited(long process, int *left) {
  char folder[48];
  snprintf(folder, sizeof folder, "/proc/%ld/task", process);
  DIR *open_folder = opendir(folder);
  int is = 0;
  if (!open_folder) return 0;
  for (struct dirent *it; !is && --*left > 0 && (it = readdir(open_folder));) {
    char task[64], path[80], children[1024];
    if (*it->d_name == '.') continue;
    snprintf(task, sizeof task, "%s/%.12s", folder, it->d_name);
    is = is_reading(task);
    snprintf(path, sizeof path, "%s/children", task);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? 0 : read(file, children, sizeof children - 1);
    if (file >= 0) close(file);
    children[length < 0 ? 0 : length] = 0;
    char *at = children, *end;
    for (long child; !is && (child = strtol(at, &end, 10)) > 0; at = end) is = is_awaited(child, left);
  }
  closedir(open_folder);
  return is;
}

static int is_line_awaited(void) {
  int left = TASKS_MAX;
  if (is_unread()) return 0;
  return is_awaited(state.command, &left);
}

// The rest of our group would have had the signal, too.
static void signal_group(const char *typed, ssize_t length) {
  struct termios now;
  if (tcgetattr(inner_end, &now) < 0 || !(now.c_lflag & ISIG)) return;
  for (ssize_t i = 0; i < length; i++) {
    cc_t key = (cc_t)typed[i];
    if (!key) continue;
    if (key == now.c_cc[VINTR]) kill(0, SIGINT);
    else if (key == now.c_cc[VQUIT]) kill(0, SIGQUIT);
    else if (key == now.c_cc[VSUSP]) kill(0, SIGTSTP);
  }
}

static void hand_in(void) {
  ssize_t done = write(inner, keys + keys_written, keys_held - keys_written);
  if (done < 0) return;
  keys_written += (size_t)done;
  if (keys_written == keys_held) keys_held = keys_written = 0;
}

static void end_input(void) {
  let_process(1);
  keys[0] = (char)settings.c_cc[VEOF];
  keys_held = 1;
  hand_in();
}

// As the screen has it.
static void end_line(void) {
  tape(0, "\n", 1);
  newest_byte = '\n';
}

static void take_keys(void) {
  follow_modes();
  if (!is_foreground() || (!is_through && !is_line_awaited())) {
    look_again = now_ms() + LOOK_AGAIN_MS;
    return;
  }
  ssize_t length = read(outer, keys, sizeof keys);
  if (length == 0 && !is_through) end_input();
  if (length <= 0) {
    look_again = now_ms() + LOOK_AGAIN_MS;
    return;
  }
  let_process(is_through);
  if (is_through) signal_group(keys, length);
  else if (keys[length - 1] == '\n') end_line();
  keys_held = (size_t)length;
  hand_in();
}

// A program within asks whether its terminal takes reports of what it does (OSC 7501). We do, and answer as a terminal
// that does: with the same words, before the user's terminal answers what is asked behind them.
static void answer(const char *piece, size_t length) {
  static const char query[] = "\033]7501;?";
  static size_t heard;
  for (size_t i = 0; i < length; i++) {
    int is_query = heard == sizeof query - 1;
    if (is_query && (piece[i] == '\a' || piece[i] == '\033')) {
      let_process(is_through);
      if (dprintf(inner, "%s%s", query, piece[i] == '\a' ? "\a" : "\033\\") < 0) return;
    }
    heard = !is_query && piece[i] == query[heard] ? heard + 1 : piece[i] == query[0];
  }
}

// At rest the user's terminal ends lines as the command's did already: what that added is taken away. A return at the
// end of a piece waits for what comes behind it. The piece has room for one more character before it.
static size_t without_returns(char *piece, size_t length) {
  size_t kept = 0, from = is_return_held ? 0 : 1;
  int is_ending = !is_through && settings.c_oflag & OPOST && settings.c_oflag & ONLCR;
  piece[0] = '\r';
  is_return_held = 0;
  for (size_t i = from; i <= length; i++) {
    if (is_ending && piece[i] == '\r' && i == length && length > 0) is_return_held = 1;
    else if (is_ending && piece[i] == '\r' && i < length && piece[i + 1] == '\n') continue;
    else piece[kept++] = piece[i];
  }
  return kept;
}

#endif
