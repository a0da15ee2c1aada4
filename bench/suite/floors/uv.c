// uv ROLE PORT: the floor in C on libuv. Roles: echo, sink.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

static int echoes;
static char slab[65536];

struct answer { uv_write_t request; char *data; };

static void closed(uv_handle_t *handle) { free(handle); }

static void give(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer) {
  (void)handle; (void)suggested;
  *buffer = uv_buf_init(slab, sizeof slab);
}

static void got(uv_stream_t *stream, ssize_t n, const uv_buf_t *buffer);

static void written(uv_write_t *request, int status) {
  struct answer *answer = (struct answer *)request;
  uv_stream_t *stream = request->handle;
  free(answer->data);
  free(answer);
  if (!status && !uv_is_closing((uv_handle_t *)stream)) uv_read_start(stream, give, got);
}

// What the kernel does not take at once is copied; until it is written nothing is read.
static void got(uv_stream_t *stream, ssize_t n, const uv_buf_t *buffer) {
  if (n < 0) { uv_close((uv_handle_t *)stream, closed); return; }
  if (!echoes || n == 0) return;
  uv_buf_t data = uv_buf_init(buffer->base, n);
  int sent = uv_try_write(stream, &data, 1);
  if (sent == n) return;
  if (sent == UV_EAGAIN) sent = 0;
  if (sent < 0) { uv_close((uv_handle_t *)stream, closed); return; }
  struct answer *answer = malloc(sizeof *answer);
  answer->data = malloc(n - sent);
  memcpy(answer->data, buffer->base + sent, n - sent);
  data = uv_buf_init(answer->data, n - sent);
  uv_read_stop(stream);
  uv_write(&answer->request, stream, &data, 1, written);
}

static void arrived(uv_stream_t *listener, int status) {
  if (status < 0) return;
  uv_tcp_t *client = malloc(sizeof *client);
  uv_tcp_init(listener->loop, client);
  if (uv_accept(listener, (uv_stream_t *)client)) { uv_close((uv_handle_t *)client, closed); return; }
  uv_tcp_nodelay(client, 1);
  uv_read_start((uv_stream_t *)client, give, got);
}

int main(int argc, char **argv) {
  if (argc != 3) { fputs("usage: uv echo|sink PORT\n", stderr); return 2; }
  echoes = !strcmp(argv[1], "echo");
  uv_tcp_t listener;
  struct sockaddr_in address;
  uv_ip4_addr("127.0.0.1", atoi(argv[2]), &address);
  uv_tcp_init(uv_default_loop(), &listener);
  uv_tcp_bind(&listener, (struct sockaddr *)&address, 0);
  int failed = uv_listen((uv_stream_t *)&listener, 511, arrived);
  if (failed) { fprintf(stderr, "listen: %s\n", uv_strerror(failed)); return 1; }
  return uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
