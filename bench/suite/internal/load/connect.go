package load

import (
	"bytes"
)

// connects keeps a number of connections on their way through connect, one message,
// its echo, and close. A latency is from connect to the echo.
func connects(o Options) (Result, error) {
	p, err := newPoller()
	if err != nil {
		return Result{}, err
	}
	message := bytes.Repeat([]byte("x"), o.Size)
	begin := func() error {
		started := clock()
		c, err := p.dial(o.Port)
		if err != nil {
			return err
		}
		c.started, c.missing = started, len(message)
		return p.pump(c, message)
	}
	w := newWindow(o)
	for range o.Conns {
		if err := begin(); err != nil {
			return Result{}, err
		}
	}
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
			n, e := read(c.fd, p.read)
			if e != 0 || n == 0 {
				w.errors++
			} else if c.missing -= n; c.missing > 0 {
				continue
			} else {
				w.latencies.Add(clock() - c.started)
				w.units++
				w.bytes += int64(len(message))
			}
			p.drop(c)
			if err := begin(); err != nil {
				return Result{}, err
			}
		}
	}
	return w.result()
}
