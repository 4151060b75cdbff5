// At a terminal it is said in one line where the command is to be seen, before it begins.
#ifndef GREETING_H
#define GREETING_H

#include "tracking.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#define HOST_MAX 64
#define ANSWER_MS 20 // how long the server of this machine may take to accept a connection
#define URL "http://127.0.0.1:7717"

// Whether a server listens at an address of this machine; other addresses are taken at their word.
static int is_listening(const char *url) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  char host[HOST_MAX] = "";
  const char *at = !strncmp(url, "http://", 7) ? url + 7 : "";
  size_t length = strcspn(at, ":/");
  if (!length || length >= sizeof host) return 1;
  memcpy(host, at, length);
  if (strcmp(host, "localhost") && (inet_pton(AF_INET, host, &to.sin_addr) != 1 || strncmp(host, "127.", 4))) return 1;
  to.sin_port = htons(at[length] == ':' ? (uint16_t)atoi(at + length + 1) : 80);
  int connection = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), error = 0;
  socklen_t size = sizeof error;
  if (connection < 0) return 1;
  if (connect(connection, (struct sockaddr *)&to, sizeof to) < 0) error = errno;
  struct pollfd wait = {connection, POLLOUT, 0};
  if (error == EINPROGRESS && poll(&wait, 1, ANSWER_MS) > 0) getsockopt(connection, SOL_SOCKET, SO_ERROR, &error, &size);
  close(connection);
  return error == 0;
}

// Within another `sitrep run` that was said already.
static void greet(const char *task) {
  const char *url = getenv("SITREP_URL");
  if (is_quiet || is_within || absent[2] || !isatty(2) || tcgetpgrp(2) != getpgrp()) return;
  if (!url || !*url) url = URL;
  int length = (int)strlen(url);
  while (length && url[length - 1] == '/') length--;
  if (track < 0) dprintf(2, "sitrep: not on the board: %s cannot be written\n", data);
  else if (is_listening(url)) dprintf(2, "sitrep: on the board at %.*s/tasks/%s\n", length, url, task ? task : run_id);
  else dprintf(2, "sitrep: on the board once a server is at %.*s\n", length, url);
}

#endif
