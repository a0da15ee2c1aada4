package load

import (
	"bytes"

	"golang.org/x/sys/unix"
)

// stream writes to every connection as fast as the server takes it.
func stream(o Options) (Result, error) {
	p, err := newPoller()
	if err != nil {
		return Result{}, err
	}
	chunk := bytes.Repeat([]byte("x"), o.Size)
	for range o.Conns {
		c, err := p.dial(o.Port)
		if err != nil {
			return Result{}, err
		}
		p.interest(c, true)
	}
	w := newWindow(o)
	for w.open() {
		events, err := p.wait(100)
		if err != nil {
			return Result{}, err
		}
		for i := range events {
			c := p.table[events[i].Fd]
			if c == nil {
				continue
			}
			n, e := write(c.fd, chunk)
			switch {
			case e == unix.EAGAIN:
			case e != 0:
				w.errors++
				p.drop(c)
			default:
				w.bytes += int64(n)
				w.units += int64(n)
			}
		}
	}
	return w.result()
}
