//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package poll

import (
	"sync"
	"time"
)

// New makes a poller.
func New() (*Poller, error) {
	p, err := create()
	if err != nil {
		return nil, err
	}
	if err := startTimers(); err != nil {
		_ = p.Close()
		return nil, err
	}
	return p, nil
}

var timers struct {
	sync.Mutex
	started bool
}

// startTimers has Go's runtime open the descriptors that it takes with the first timer of
// a program, and without which it ends that. Once there is a server they may be gone at any
// time, so this is done before; where there are none any more, that is an error.
func startTimers() error {
	timers.Lock()
	defer timers.Unlock()
	if timers.started {
		return nil
	}
	spare, err := create() // takes as many
	if err != nil {
		return err
	}
	_ = spare.Close()
	time.AfterFunc(time.Hour, func() {}).Stop()
	timers.started = true
	return nil
}
