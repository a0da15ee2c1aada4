// uring ROLE PORT: the floor in C on io_uring. Roles: echo, sink; probe says whether
// the kernel allows it.
#include "ring.h"
#include "listen.h"

#define CHUNK 65536
enum { RECEIVED = 1, SENT = 2 };

struct connection { int fd, length, at; char data[CHUNK]; };

static struct ring ring;
static int echoes;

// The lowest bits of a request's user data say what it was.
static void ask(struct connection *c, int what) {
  struct io_uring_sqe *request = ring_next(&ring);
  request->fd = c->fd;
  if (what == RECEIVED) {
    request->opcode = IORING_OP_RECV;
    request->addr = (uintptr_t)c->data;
    request->len = CHUNK;
  } else {
    request->opcode = IORING_OP_SEND;
    request->addr = (uintptr_t)(c->data + c->at);
    request->len = c->length - c->at;
    request->msg_flags = MSG_NOSIGNAL;
  }
  request->user_data = (uintptr_t)c | what;
}

static void ask_for_connections(int listener) {
  struct io_uring_sqe *request = ring_next(&ring);
  request->opcode = IORING_OP_ACCEPT;
  request->ioprio = IORING_ACCEPT_MULTISHOT;
  request->fd = listener;
}

static void done(uint64_t user_data, int result) {
  struct connection *c = (struct connection *)(user_data & ~(uint64_t)3);
  if (result <= 0) { close(c->fd); free(c); return; }
  if ((user_data & 3) == RECEIVED) {
    c->length = result;
    c->at = 0;
    ask(c, echoes ? SENT : RECEIVED);
    return;
  }
  c->at += result;
  ask(c, c->at < c->length ? SENT : RECEIVED);
}

int main(int argc, char **argv) {
  if (argc != 3) { fputs("usage: uring echo|sink|probe PORT\n", stderr); return 2; }
  if (ring_open(&ring, 4096)) { perror("io_uring_setup"); return 1; }
  if (!strcmp(argv[1], "probe")) return 0;
  echoes = !strcmp(argv[1], "echo");
  int listener = open_listener(atoi(argv[2]));
  ask_for_connections(listener);
  for (;;) {
    if (ring_enter(&ring, 1) < 0 && errno != EINTR && errno != EAGAIN && errno != EBUSY) { perror("io_uring_enter"); return 1; }
    unsigned head = *ring.cq_head, tail = __atomic_load_n(ring.cq_tail, __ATOMIC_ACQUIRE);
    for (; head != tail; head++) {
      struct io_uring_cqe done_with = ring.cqes[head & *ring.cq_mask];
      __atomic_store_n(ring.cq_head, head + 1, __ATOMIC_RELEASE);
      if (done_with.user_data) { done(done_with.user_data, done_with.res); continue; }
      if (done_with.res >= 0) {
        struct connection *c = malloc(sizeof *c);
        c->fd = done_with.res;
        no_delay(c->fd);
        ask(c, RECEIVED);
      }
      if (!(done_with.flags & IORING_CQE_F_MORE)) ask_for_connections(listener);
    }
  }
}
