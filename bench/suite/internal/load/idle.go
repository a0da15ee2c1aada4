package load

import (
	"fmt"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
)

// idle opens connections, has each send one message and take its echo, and measures
// by how much the server's resident memory has grown once all are quiet.
func idle(p *poller, o Options) (Result, error) {
	message := make([]byte, o.Size)
	for range 50 { // what a server allocates only once is no connection's
		c, err := p.dial(o.Port)
		if err != nil {
			return Result{}, err
		}
		if err := exchange(c, message); err != nil {
			return Result{}, err
		}
		p.drop(c)
	}
	settle := max(time.Second, time.Duration(o.Seconds*float64(time.Second)))
	time.Sleep(settle)
	before, err := proc.Resident(o.PID)
	if err != nil {
		return Result{}, err
	}
	for i := range o.Conns {
		c, err := p.dial(o.Port)
		if err != nil {
			return Result{}, fmt.Errorf("connection %d: %w", i, err)
		}
		if err := exchange(c, message); err != nil {
			return Result{}, fmt.Errorf("connection %d: %w", i, err)
		}
	}
	return held(o, settle, before)
}

// held waits until all is quiet, and measures what the connections keep.
func held(o Options, settle time.Duration, before int64) (Result, error) {
	time.Sleep(2 * settle)
	cpu, err := proc.CPU(o.PID)
	if err != nil {
		return Result{}, err
	}
	time.Sleep(settle)
	after, err := proc.Resident(o.PID)
	if err != nil {
		return Result{}, err
	}
	later, err := proc.CPU(o.PID)
	return Result{
		Units:    float64(o.Conns),
		Seconds:  settle.Seconds(),
		CPU:      (later - cpu).Seconds(), // what it costs to hold them
		Resident: float64(after-before) / float64(o.Conns),
	}, err
}
