package load

import "bytes"

// connects keeps a number of connections on their way through connect, one message,
// its echo, and close. A latency is from connect to the echo.
func connects(p *poller, o Options) (Result, error) {
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
	return p.turns(w, func(c *conn, _ uint32) error {
		n, e := read(c.fd, p.read)
		if e != 0 || n == 0 {
			w.failed(p, c)
			return begin()
		}
		if c.missing -= n; c.missing > 0 {
			return nil
		}
		w.latencies.Add(clock() - c.started)
		w.units++
		w.bytes += int64(len(message))
		p.drop(c)
		return begin()
	})
}
