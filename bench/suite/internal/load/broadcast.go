package load

import (
	"bytes"
	"errors"
	"fmt"
)

// broadcast sends one message, and the next when every connection has it. The units
// are deliveries; a latency is from sending to the last delivery.
func broadcast(p *poller, o Options) (Result, error) {
	message := bytes.Repeat([]byte("x"), o.Size)
	conns, err := p.dialAll(o)
	if err != nil {
		return Result{}, err
	}
	if _, err := p.drain(100); err != nil { // what dialing made the server say to all
		return Result{}, err
	}
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
	return p.turns(w, func(c *conn, _ uint32) error {
		n, err := p.take(c.fd)
		if err != nil {
			return err
		}
		missing -= n
		w.bytes += int64(n)
		w.units += int64(n) / int64(len(message))
		if missing > 0 {
			return nil
		}
		w.latencies.Add(clock() - started)
		return begin()
	})
}

// gather broadcasts until a round reaches every connection: a server may hear the
// first before it has taken the last.
func gather(p *poller, conns []*conn, message []byte) error {
	last, missing := conns[len(conns)-1], 0
	for range 20 {
		last.sent = 0
		if err := p.pump(last, message); err != nil {
			return err
		}
		got, err := p.drain(300)
		if err != nil {
			return err
		}
		if missing = len(message)*len(conns) - got; missing == 0 {
			return nil
		}
	}
	return fmt.Errorf("broadcast: %d bytes of a round never came", missing)
}

// drain reads what comes until nothing has come for so many milliseconds.
func (p *poller) drain(quiet int) (got int, err error) {
	for {
		events, err := p.wait(quiet)
		if err != nil || len(events) == 0 {
			return got, err
		}
		for i := range events {
			n, err := p.take(int(events[i].Fd))
			if err != nil {
				return got, err
			}
			got += n
		}
	}
}

// take reads from a connection that has to stay open.
func (p *poller) take(fd int) (int, error) {
	n, e := read(fd, p.read)
	if e != 0 {
		return 0, fmt.Errorf("broadcast: %w", e)
	}
	if n == 0 {
		return 0, errors.New("broadcast: the server closed a connection")
	}
	return n, nil
}
