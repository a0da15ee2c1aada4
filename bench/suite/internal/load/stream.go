package load

import (
	"bytes"

	"golang.org/x/sys/unix"
)

// stream writes to every connection as fast as the server takes it.
func stream(p *poller, o Options) (Result, error) {
	chunk := bytes.Repeat([]byte("x"), o.Size)
	for range o.Conns {
		c, err := p.dial(o.Port)
		if err != nil {
			return Result{}, err
		}
		p.interest(c, true)
	}
	w := newWindow(o)
	return p.turns(w, func(c *conn, _ uint32) error {
		n, e := write(c.fd, chunk)
		switch {
		case e == unix.EAGAIN:
		case e != 0:
			w.failed(p, c)
		default:
			w.bytes += int64(n)
			w.units += int64(n)
		}
		return nil
	})
}
