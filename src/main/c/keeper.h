// What all parts of the keeper know. It is one program in one piece; each header is a part of it.
#ifndef KEEPER_H
#define KEEPER_H

#define _GNU_SOURCE
#include "track.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PIECE 65536       // read at once, and the most that is still awaited of background processes at the end
#define ATOM 4096         // what a pipe that can be written takes without making us wait
#define TRACKS_MAX 1000   // more tracks than these wait only where nobody can follow them: further commands make none
#define LONGEST_ID 200    // longer ids and names are left to the program to refuse
#define SIGNALS 65
#define SOONEST_MS 5000   // a follower that ends sooner has not done its work, and no other is called at once
#define LAST_WORD_MS 3000 // how long a keeper that is a container's first process waits for its last word to be told

extern char **environ;

static const char *launcher;
static char data[2048], track_path[2304], run_id[32];
static int track = -1, self_pipe[2], absent[3], is_forked_rest, is_to_stop, is_within, is_continued;
static int is_without_terminal, is_quiet, is_timed, is_to_ring;
static struct state state = {.version = VERSION};
static struct sigaction before[SIGNALS];
static sigset_t mask_before;

#endif
