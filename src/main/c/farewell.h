// What is said at the end, where that was wanted.
#ifndef FAREWELL_H
#define FAREWELL_H

#include "keeper.h"

static int64_t started_ns; // by the monotonic clock
static char newest_byte = '\n';

static void spoken(char *into, size_t size, int64_t micros) {
  int64_t seconds = micros / 1000000;
  if (seconds < 60) snprintf(into, size, "%.2f s", (double)micros / 1e6);
  else snprintf(into, size, "%lldm %02llds", (long long)(seconds / 60), (long long)(seconds % 60));
}

// Usage.java says the same where there is no keeper.
static void say_time(int64_t took_ns) {
  char took[32], processor[32];
  spoken(took, sizeof took, took_ns / 1000);
  spoken(processor, sizeof processor, state.user_us + state.system_us);
  const char *line_end = newest_byte != '\n' && isatty(2) ? "\n" : "";
  dprintf(2, "%ssitrep: took %s, processor %s, peak memory %lld MB\n", line_end, took, processor,
          (long long)(state.memory_kb / 1024));
}

static void ring(void) {
  int terminal = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC);
  if (terminal >= 0 && write(terminal, "\a", 1) < 0) return;
  if (terminal >= 0) close(terminal);
}

static void say_farewell(int64_t now_ns) {
  signal(SIGTTOU, SIG_IGN); // a word from the background stops nobody
  if (is_timed && !absent[2]) say_time(now_ns - started_ns);
  if (is_to_ring) ring();
}

#endif
