// What the keeper writes down of one command, for whoever tells a server of it: one file, a *track*. It is written
// without ever waiting, errors are ignored, and its size is limited: of output the last RING bytes of each stream are
// there. `Track.java` reads it; whoever changes one of the two changes both, and VERSION.
#ifndef TRACK_H
#define TRACK_H

#include <stdint.h>

#define VERSION 2
#define WORDS_AT 512       // where the words begin that say what is run: "key=value", each ended by a zero byte
#define WORDS_MAX 65024    // longer command lines are cut here
#define RINGS_AT 65536     // where the ring of standard output begins; that of standard error follows
#define RING (256 * 1024)

// The numbers at the beginning, in this order, each of 64 bits in the machine's order.
struct state {
  int64_t version;
  int64_t keeper;      // process that keeps the command
  int64_t command;     // process of the command; 0 before it began
  int64_t began;       // milliseconds since 1970
  int64_t ended;       // the same; 0 while it runs
  int64_t status;      // as of wait(2); if it did not start, -1 and `error` says why
  int64_t error;       // errno of exec
  int64_t told;        // signal by which we were told to end; 0 for none
  int64_t unheard;     // 1 when whoever read the output went away
  int64_t passed[2];   // bytes that went past, of output and of errors
  int64_t newest[2];   // when the last of them came, in nanoseconds of the monotonic clock
  int64_t user_us;     // processor time, and the greatest memory, of the command and what it waited for
  int64_t system_us;
  int64_t memory_kb;
  int64_t terminal;    // 0, or OWN and how the command has set it
};

#define OWN 1     // it has a terminal of its own
#define HIDDEN 2  // what is typed is not shown
#define BY_KEY 4  // it reads single keys

#endif
