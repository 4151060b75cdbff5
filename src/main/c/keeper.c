// Keeps a command for `sitrep run`: starts it at once, as it would have been started without us, passes on its output
// and the signals meant for it, and ends as it ended, of the same signal if it died of one. What can be seen goes into
// a track (track.h), which a process in the background reads and tells. Nothing here waits for that, and nothing that
// fails there is noticed here.
//
//   keeper LAUNCHER run [--task ID] [--name NAME] [--owner NAME] [--label KEY=VALUE]... [--no-pty]
//       [--quiet] [--time] [--notify] [--no-output] [--] CMD...

#include "command.h"
#include "greeting.h"
#include "output.h"
#include "surroundings.h"

// Follows the command until it ends. It stops when the command stops, as a shell expects of a job.
static void keep(pid_t command) {
  for (;;) {
    struct heard heard;
    struct rusage used;
    int status;
    while (read(self_pipe[0], &heard, sizeof heard) == sizeof heard) pass_on(heard, command);
    pid_t changed = look_at(command, &status, &used);
    if (changed == command && WIFSTOPPED(status)) {
      carry_before_stop();
      stop_too(command, WSTOPSIG(status));
    } else if (changed == command) {
      finish_output();
      end_as(status, &used);
    }
    if (changed == 0) carry(-1);
  }
}

static int plainly(int argc, char **argv) {
  char **more = calloc((size_t)argc + 2, sizeof *more);
  if (!more) return 126;
  more[0] = argv[1];
  more[1] = "plainly";
  memcpy(more + 2, argv + 2, (size_t)(argc - 2) * sizeof *more);
  execv(argv[1], more);
  return 126;
}

// What has no value; what becomes of the output matters only to who reads the track.
static int is_flag(const char *word) {
  static int is_unkept;
  static const struct { const char *word; int *is; } flags[] = {
      {"--no-pty", &is_without_terminal}, {"--quiet", &is_quiet}, {"--time", &is_timed},
      {"--notify", &is_to_ring}, {"--no-output", &is_unkept}};
  for (int i = 0; i < 5; i++) {
    if (!strcmp(word, flags[i].word)) return *flags[i].is = 1;
  }
  return 0;
}

// Where the command begins among our words; 0 where the program must read them itself.
static int find_command(int argc, char **argv, const char **task) {
  static const char *known[] = {"--task", "--name", "--owner", "--label"};
  for (int i = 3; i < argc; i++) {
    if (!strcmp(argv[i], "--")) return i + 1 < argc ? i + 1 : 0;
    if (argv[i][0] != '-') return i;
    if (is_flag(argv[i])) continue;
    const char *value = NULL;
    for (int k = 0; k < 4; k++) {
      size_t length = strlen(known[k]);
      if (!strcmp(argv[i], known[k])) value = i + 1 < argc ? argv[++i] : NULL;
      else if (!strncmp(argv[i], known[k], length) && argv[i][length] == '=') value = argv[i] + length + 1;
      else continue;
      if (!value || !*value || strlen(value) > LONGEST_ID) return 0;
      if (k == 3 && (!strchr(value, '=') || *value == '=')) return 0;
      if (k == 0) *task = value;
      break;
    }
    if (!value) return 0;
  }
  return 0;
}

int main(int argc, char **argv) {
  const char *task = NULL;
  hold_places();
  if (argc < 3) return 126;
  launcher = argv[1];
  int first = find_command(argc, argv, &task);
  if (!first) return plainly(argc, argv);
  sigprocmask(SIG_SETMASK, NULL, &mask_before);
  name_run();
  say_surroundings(argc, argv, first);
  hand_on(task);
  open_track();
  greet(task);
  listen_for_signals();
  if (!is_without_terminal) open_terminal();
  if (is_on_terminal() && !open_seat()) no_terminal();
  int places[3] = {-1, -1, -1}, error;
  open_places(places);
  pid_t command = start(argv + first, places, &error);
  for (int fd = 1; fd < 3; fd++) {
    if (places[fd] >= 0 && places[fd] != inner_end && (fd == 1 || places[2] != places[1])) close(places[fd]);
  }
  if (error) return not_started(argv[first], error);
  int own[] = {track, self_pipe[0], self_pipe[1], streams[0].from, streams[1].from, outer, inner, inner_end,
               changes[0], leave[1], left[0]};
  let_go(own, 11);
  state.command = command;
  put_state();
  call_follower();
  keep(command);
}
