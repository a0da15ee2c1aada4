package load

import (
	"bytes"

	"golang.org/x/sys/unix"
)

// echo keeps a batch of messages in flight on every connection, and sends the next
// when the last byte has come back. A latency is that of a whole batch.
func echo(p *poller, o Options) (Result, error) {
	batch := bytes.Repeat([]byte("x"), o.Size*o.Depth)
	conns, err := p.dialAll(o)
	if err != nil {
		return Result{}, err
	}
	return batches(p, o, conns, batch, len(batch))
}

// batches sends a batch on every connection whenever its answer, of some size, is there.
func batches(p *poller, o Options, conns []*conn, batch []byte, answer int) (Result, error) {
	begin := func(c *conn, now int64) error {
		c.sent, c.missing, c.started = 0, answer, now
		return p.pump(c, batch)
	}
	for _, c := range conns {
		if err := begin(c, clock()); err != nil {
			return Result{}, err
		}
	}
	w := newWindow(o) // once all is in flight: with 10,000 connections that takes a while
	return p.turns(w, func(c *conn, events uint32) error {
		if events&unix.EPOLLOUT != 0 && p.pump(c, batch) != nil {
			w.failed(p, c)
			return nil
		}
		if events&^unix.EPOLLOUT == 0 {
			return nil
		}
		n, e := read(c.fd, p.read)
		if e == unix.EAGAIN {
			return nil
		}
		if e != 0 || n == 0 {
			w.failed(p, c)
			return nil
		}
		w.bytes += int64(n)
		if c.missing -= n; c.missing > 0 {
			return nil
		}
		now := clock()
		w.latencies.Add(now - c.started)
		w.units += int64(o.Depth)
		if c.missing < 0 || begin(c, now) != nil { // less than nothing: more came than was sent
			w.failed(p, c)
		}
		return nil
	})
}
