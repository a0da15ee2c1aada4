// epoll ROLE PORT: the floor in C on raw epoll. Roles: echo, sink, broadcast.
#define _GNU_SOURCE
#include "listen.h"
#include <errno.h>
#include <sys/epoll.h>

#define CHUNK 65536
enum role { ECHO, SINK, BROADCAST };

// What the kernel did not take of the last echo is kept here; meanwhile nothing is read.
struct connection { int fd, place; char *rest; size_t left, at; };

static int ep;
static enum role role;
static struct connection **all;
static int count, room;

static void watch(struct connection *c, int operation, unsigned events) {
  struct epoll_event event = {.events = events, .data.ptr = c};
  epoll_ctl(ep, operation, c->fd, &event);
}

static void take(int listener) {
  int fd;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    struct connection *c = calloc(1, sizeof *c);
    no_delay(fd);
    c->fd = fd;
    if (role == BROADCAST) {
      if (count == room) all = realloc(all, (room = room ? room * 2 : 64) * sizeof *all);
      c->place = count;
      all[count++] = c;
    }
    watch(c, EPOLL_CTL_ADD, EPOLLIN);
  }
}

static void drop(struct connection *c) {
  if (role == BROADCAST) {
    all[c->place] = all[--count];
    all[c->place]->place = c->place;
  }
  close(c->fd);
  free(c->rest);
  free(c);
}

// send_back returns 0 when the connection is lost.
static int send_back(struct connection *c, const char *data, size_t length) {
  ssize_t n = write(c->fd, data, length);
  if (n < 0 && errno != EAGAIN) return 0;
  if (n < 0) n = 0;
  if ((size_t)n == length) return 1;
  c->left = length - n;
  c->at = 0;
  c->rest = malloc(c->left);
  memcpy(c->rest, data + n, c->left);
  watch(c, EPOLL_CTL_MOD, EPOLLOUT);
  return 1;
}

static int send_rest(struct connection *c) {
  ssize_t n = write(c->fd, c->rest + c->at, c->left);
  if (n < 0) return errno == EAGAIN;
  c->at += n;
  if (c->left -= n) return 1;
  free(c->rest);
  c->rest = NULL;
  watch(c, EPOLL_CTL_MOD, EPOLLIN);
  return 1;
}

static void serve(struct connection *c, unsigned events) {
  static char chunk[CHUNK];
  if (events & EPOLLOUT && !send_rest(c)) { drop(c); return; }
  if (c->rest || !(events & (EPOLLIN | EPOLLHUP | EPOLLERR))) return;
  ssize_t n = read(c->fd, chunk, CHUNK);
  if (n < 0 && errno == EAGAIN) return;
  if (n <= 0) { drop(c); return; }
  if (role == ECHO && !send_back(c, chunk, n)) drop(c);
  if (role == BROADCAST)
    for (int i = 0; i < count; i++)
      if (write(all[i]->fd, chunk, n) != n) { fputs("broadcast: a listener is full\n", stderr); exit(1); }
}

int main(int argc, char **argv) {
  if (argc != 3) { fputs("usage: epoll echo|sink|broadcast PORT\n", stderr); return 2; }
  role = !strcmp(argv[1], "sink") ? SINK : !strcmp(argv[1], "broadcast") ? BROADCAST : ECHO;
  int listener = open_listener(atoi(argv[2]));
  struct epoll_event events[1024], accepting = {.events = EPOLLIN, .data.ptr = NULL};
  ep = epoll_create1(EPOLL_CLOEXEC);
  epoll_ctl(ep, EPOLL_CTL_ADD, listener, &accepting);
  for (;;) {
    int n = epoll_wait(ep, events, 1024, -1);
    for (int i = 0; i < n; i++)
      if (events[i].data.ptr) serve(events[i].data.ptr, events[i].events);
      else take(listener);
  }
}
