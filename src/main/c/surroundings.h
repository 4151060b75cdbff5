// What the command finds where it begins.
#ifndef SURROUNDINGS_H
#define SURROUNDINGS_H

#include "tracking.h"

static void random_bytes(unsigned char *bytes, size_t length) {
  int random = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
  if (random < 0 || read(random, bytes, length) != (ssize_t)length) {
    for (size_t i = 0; i < length; i++) bytes[i] = (unsigned char)((ticking_ns() >> (i % 8 * 8)) ^ getpid());
  }
  if (random >= 0) close(random);
}

// The same layout as Ids.java.
static void name_run(void) {
  static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  unsigned char chance[16];
  random_bytes(chance, sizeof chance);
  int64_t millis = now_ms();
  memcpy(run_id, "run-", 4);
  for (int i = 9; i >= 0; i--, millis >>= 5) run_id[4 + i] = alphabet[millis & 31];
  for (int i = 0; i < 16; i++) run_id[14 + i] = alphabet[chance[i] & 31];
  run_id[30] = 0;
}

static int is_hex(const char *text, int length) {
  for (int i = 0; i < length; i++) {
    if (!strchr("0123456789abcdef", text[i]) || !text[i]) return 0;
  }
  return 1;
}

static int is_trace(const char *text) {
  if (strlen(text) < 55 || text[2] != '-' || text[35] != '-' || text[52] != '-') return 0;
  if (!is_hex(text, 2) || !is_hex(text + 3, 32) || !is_hex(text + 36, 16) || !is_hex(text + 53, 2)) return 0;
  return strncmp(text, "ff", 2) && strspn(text + 3, "0") < 32 && strspn(text + 36, "0") < 16;
}

// The trace of the caller goes on; a new one is marked as recorded.
static void hand_on(const char *task) {
  char trace[64], hex[49];
  unsigned char chance[24];
  random_bytes(chance, sizeof chance);
  for (int i = 0; i < 24; i++) snprintf(hex + 2 * i, 3, "%02x", chance[i] | (i % 16 == 0));
  const char *caller = getenv("TRACEPARENT");
  int goes_on = caller && is_trace(caller);
  const char *from = goes_on ? caller + 3 : hex, *flags = goes_on ? caller + 53 : "01";
  snprintf(trace, sizeof trace, "00-%.32s-%.16s-%.2s", from, hex + 32, flags);
  const char *around = getenv("SITREP_TASK");
  int is_inside = around && *around && strlen(around) <= LONGEST_ID;
  const char *run_around = getenv("SITREP_RUN");
  is_within = run_around && *run_around;
  setenv("SITREP_TASK", task ? task : is_inside ? around : run_id, 1);
  setenv("SITREP_RUN", run_id, 1);
  setenv("TRACEPARENT", trace, 1);
  say("trace", trace);
}

// Input, output or errors that the caller closed stay closed for the command; until then something must be in their
// place, or the next file that we open would be.
static void hold_places(void) {
  for (int fd = 0; fd < 3; fd++) {
    if (fcntl(fd, F_GETFD) >= 0) continue;
    absent[fd] = 1;
    if (open("/dev/null", O_RDWR | O_CLOEXEC) != fd) _exit(126);
  }
}

// Whether output and errors go to one place, so that what is written one after the other must stay so. Two handles of
// one file may still stand at different places of it, unless both write at its end or they are one.
static int is_one_place(void) {
  struct stat out, err;
  if (absent[1] || absent[2] || fstat(1, &out) < 0 || fstat(2, &err) < 0) return 0;
  if (out.st_dev != err.st_dev || out.st_ino != err.st_ino) return 0;
  if (S_ISFIFO(out.st_mode) || S_ISSOCK(out.st_mode) || isatty(1)) return 1;
  if (fcntl(1, F_GETFL) & fcntl(2, F_GETFL) & O_APPEND) return 1;
#ifdef SYS_kcmp
  return syscall(SYS_kcmp, getpid(), getpid(), 0, 1, 2) == 0;
#else
  return 0;
#endif
}

#endif
