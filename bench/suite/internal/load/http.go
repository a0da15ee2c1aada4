package load

import (
	"bytes"
	"fmt"

	"golang.org/x/sys/unix"
)

// request is what an HTTP client asks for, again and again on the same connection; the
// answer ends with its body, "hello".
const request = "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n"

// http keeps a request under way on every connection.
func http(p *poller, o Options) (Result, error) {
	o.Depth = 1
	conns, size := make([]*conn, o.Conns), 0
	for i := range conns {
		c, err := p.dial(o.Port)
		if err == nil {
			conns[i] = c
			size, err = ask(c)
		}
		if err != nil {
			return Result{}, fmt.Errorf("connection %d: %w", i, err)
		}
	}
	return batches(p, o, conns, []byte(request), size)
}

// ask sends a request and is how long the answer is.
func ask(c *conn) (int, error) {
	if err := unix.SetNonblock(c.fd, false); err != nil {
		return 0, err
	}
	if _, err := unix.Write(c.fd, []byte(request)); err != nil {
		return 0, err
	}
	answer, got := make([]byte, 4<<10), 0
	for !bytes.HasSuffix(answer[:got], []byte("hello")) {
		n, err := unix.Read(c.fd, answer[got:])
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, fmt.Errorf("the server says %q", answer[:got])
		}
		got += n
	}
	return got, unix.SetNonblock(c.fd, true)
}
