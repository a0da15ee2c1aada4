// io_uring by its two system calls, so that no library is needed.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/io_uring.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

struct ring {
  int fd;
  unsigned *sq_head, *sq_tail, *sq_mask, *cq_head, *cq_tail, *cq_mask, entries, pending;
  struct io_uring_sqe *sqes;
  struct io_uring_cqe *cqes;
};

// ring_open returns 0, or -1 with errno.
static int ring_open(struct ring *r, unsigned entries) {
  struct io_uring_params p = {.flags = IORING_SETUP_CQSIZE | IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN,
                              .cq_entries = 65536};
  r->fd = syscall(SYS_io_uring_setup, entries, &p);
  if (r->fd < 0) return -1;
  size_t sq = p.sq_off.array + p.sq_entries * sizeof(unsigned);
  size_t cq = p.cq_off.cqes + p.cq_entries * sizeof(struct io_uring_cqe);
  char *rings = mmap(NULL, sq > cq ? sq : cq, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, r->fd, IORING_OFF_SQ_RING);
  r->sqes = mmap(NULL, p.sq_entries * sizeof *r->sqes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, r->fd, IORING_OFF_SQES);
  if (rings == MAP_FAILED || (void *)r->sqes == MAP_FAILED) return -1;
  r->sq_head = (unsigned *)(rings + p.sq_off.head);
  r->sq_tail = (unsigned *)(rings + p.sq_off.tail);
  r->sq_mask = (unsigned *)(rings + p.sq_off.ring_mask);
  r->cq_head = (unsigned *)(rings + p.cq_off.head);
  r->cq_tail = (unsigned *)(rings + p.cq_off.tail);
  r->cq_mask = (unsigned *)(rings + p.cq_off.ring_mask);
  r->cqes = (struct io_uring_cqe *)(rings + p.cq_off.cqes);
  r->entries = p.sq_entries;
  unsigned *array = (unsigned *)(rings + p.sq_off.array);
  for (unsigned i = 0; i < p.sq_entries; i++) array[i] = i;
  return 0;
}

// ring_enter submits what is pending and waits for that many completions.
static int ring_enter(struct ring *r, unsigned wait) {
  int n = syscall(SYS_io_uring_enter, r->fd, r->pending, wait, IORING_ENTER_GETEVENTS, NULL, 0);
  if (n > 0) r->pending -= n;
  return n;
}

// ring_next returns an empty request; a full queue is submitted first.
static struct io_uring_sqe *ring_next(struct ring *r) {
  unsigned tail = *r->sq_tail;
  while (tail - __atomic_load_n(r->sq_head, __ATOMIC_ACQUIRE) == r->entries) ring_enter(r, 0);
  struct io_uring_sqe *request = &r->sqes[tail & *r->sq_mask];
  memset(request, 0, sizeof *request);
  __atomic_store_n(r->sq_tail, tail + 1, __ATOMIC_RELEASE);
  r->pending++;
  return request;
}
