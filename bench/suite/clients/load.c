// load HOST PORT CONNS SIZE DEPTH SECONDS: an echo client, to check that of the
// benchmark with. Every connection has DEPTH messages of SIZE bytes in flight. After
// three tenths of SECONDS it counts for SECONDS, and prints messages/s and errors.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct connection { int fd, waits_to_write; size_t sent, missing; };

static int ep, errors;
static size_t batch;
static char *message, chunk[1 << 20];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what) { perror(what); exit(1); }

static void watch(struct connection *c, int operation, unsigned events) {
  struct epoll_event event = {.events = events, .data.ptr = c};
  if (epoll_ctl(ep, operation, c->fd, &event)) fail("epoll_ctl");
}

static void drop(struct connection *c) {
  errors++;
  close(c->fd);
  c->fd = -1;
}

// send_rest sends what the kernel takes of the rest of a batch.
static void send_rest(struct connection *c) {
  while (c->sent < batch) {
    ssize_t n = write(c->fd, message + c->sent, batch - c->sent);
    if (n < 0 && errno != EAGAIN) { drop(c); return; }
    if (n < 0) break;
    c->sent += n;
  }
  int waits = c->sent < batch;
  if (waits != c->waits_to_write) watch(c, EPOLL_CTL_MOD, waits ? EPOLLIN | EPOLLOUT : EPOLLIN);
  c->waits_to_write = waits;
}

// answer takes what has come back, and says whether that ends a batch.
static int answer(struct connection *c) {
  ssize_t n = read(c->fd, chunk, sizeof chunk);
  if (n < 0 && errno == EAGAIN) return 0;
  if (n <= 0 || (size_t)n > c->missing) { drop(c); return 0; }
  return !(c->missing -= n);
}

static void begin(struct connection *c) {
  c->sent = 0;
  c->missing = batch;
  send_rest(c);
}

int main(int argc, char **argv) {
  if (argc != 7) { fputs("usage: load HOST PORT CONNS SIZE DEPTH SECONDS\n", stderr); return 2; }
  int count = atoi(argv[3]), depth = atoi(argv[5]), one = 1, counting = 0;
  double seconds = atof(argv[6]), messages = 0, started = 0;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  if (!inet_pton(AF_INET, argv[1], &address.sin_addr)) { fputs("load: HOST has to be an IPv4 address\n", stderr); return 2; }
  signal(SIGPIPE, SIG_IGN); // a write to a lost connection is an error, not the end
  batch = (size_t)atol(argv[4]) * depth;
  message = malloc(batch);
  struct connection *all = calloc(count, sizeof *all);
  if (!message || !all || (ep = epoll_create1(EPOLL_CLOEXEC)) < 0) fail("load");
  memset(message, 'x', batch);
  for (int i = 0; i < count; i++) {
    struct connection *c = &all[i];
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&address, sizeof address)) fail("connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    watch(c, EPOLL_CTL_ADD, EPOLLIN);
  }
  for (int i = 0; i < count; i++) begin(&all[i]);
  double warm = now() + 0.3 * seconds, t;
  // All of the time is counted from when it began: on a busy machine a turn may be long.
  while ((t = now()), !counting || t < started + seconds) {
    struct epoll_event events[1024];
    if (!counting && t >= warm) { counting = 1; messages = 0; started = t; }
    int n = epoll_wait(ep, events, 1024, 100);
    for (int i = 0; i < n; i++) {
      struct connection *c = events[i].data.ptr;
      if (events[i].events & EPOLLOUT) send_rest(c);
      if (c->fd < 0 || !(events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) continue;
      if (answer(c)) { messages += depth; begin(c); }
    }
  }
  printf("%.0f msg/s errors %d\n", messages / (now() - started), errors);
  return 0;
}
