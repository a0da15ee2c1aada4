package load

import (
	"bytes"

	"golang.org/x/sys/unix"
)

// echo keeps a batch of messages in flight on every connection, and sends the next
// when the last byte has come back. A latency is that of a whole batch.
func echo(o Options) (Result, error) {
	p, err := newPoller()
	if err != nil {
		return Result{}, err
	}
	batch := bytes.Repeat([]byte("x"), o.Size*o.Depth)
	conns, err := p.dialAll(o)
	if err != nil {
		return Result{}, err
	}
	begin := func(c *conn, now int64) error {
		c.sent, c.missing, c.started = 0, len(batch), now
		return p.pump(c, batch)
	}
	for _, c := range conns {
		if err := begin(c, clock()); err != nil {
			return Result{}, err
		}
	}
	w := newWindow(o) // once all is in flight: with 10,000 connections that takes a while
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
			if events[i].Events&unix.EPOLLOUT != 0 && p.pump(c, batch) != nil {
				w.errors++
				p.drop(c)
				continue
			}
			if events[i].Events&^unix.EPOLLOUT == 0 {
				continue
			}
			n, e := read(c.fd, p.read)
			if e == unix.EAGAIN {
				continue
			}
			if e != 0 || n == 0 {
				w.errors++
				p.drop(c)
				continue
			}
			w.bytes += int64(n)
			c.missing -= n
			if c.missing > 0 {
				continue
			}
			now := clock()
			w.latencies.Add(now - c.started)
			w.units += int64(o.Depth)
			if c.missing < 0 || begin(c, now) != nil { // less than nothing: more came than was sent
				w.errors++
				p.drop(c)
			}
		}
	}
	return w.result()
}
