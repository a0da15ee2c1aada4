package load

import (
	"bytes"
	"fmt"
)

// broadcast sends one message, and the next when every connection has it. The units
// are deliveries; a latency is from sending to the last delivery.
func broadcast(o Options) (Result, error) {
	p, err := newPoller()
	if err != nil {
		return Result{}, err
	}
	message := bytes.Repeat([]byte("x"), o.Size)
	var conns []*conn
	for range o.Conns {
		c, err := p.dial(o.Port)
		if err != nil {
			return Result{}, err
		}
		conns = append(conns, c)
	}
	// A connection counts as there when the server can send to it. Until then a
	// round is not complete, so the first rounds ask until all have answered.
	if err := gather(p, conns, message); err != nil {
		return Result{}, err
	}
	w := newWindow(o)
	var missing int
	var started int64
	begin := func() error {
		missing, started = len(message)*len(conns), clock()
		conns[0].sent = 0
		return p.pump(conns[0], message)
	}
	if err := begin(); err != nil {
		return Result{}, err
	}
	for w.open() {
		events, err := p.wait(100)
		if err != nil {
			return Result{}, err
		}
		for i := range events {
			n, e := read(int(events[i].Fd), p.read)
			if e != 0 || n == 0 {
				return Result{}, fmt.Errorf("broadcast: the server closed a connection: %w", e)
			}
			missing -= n
			w.bytes += int64(n)
			w.units += int64(n) / int64(len(message))
		}
		if missing == 0 {
			w.latencies.Add(clock() - started)
			if err := begin(); err != nil {
				return Result{}, err
			}
		}
	}
	return w.result()
}

// gather broadcasts once from the last connection, which the server accepted last.
func gather(p *poller, conns []*conn, message []byte) error {
	missing := len(message) * len(conns)
	if err := p.pump(conns[len(conns)-1], message); err != nil {
		return err
	}
	for patience := 100; missing > 0; {
		events, err := p.wait(100)
		if err != nil {
			return err
		}
		if len(events) == 0 {
			if patience--; patience == 0 {
				return fmt.Errorf("broadcast: %d bytes never came", missing)
			}
		}
		for i := range events {
			n, e := read(int(events[i].Fd), p.read)
			if e != 0 || n == 0 {
				return fmt.Errorf("broadcast: the server closed a connection: %w", e)
			}
			missing -= n
		}
	}
	return nil
}
