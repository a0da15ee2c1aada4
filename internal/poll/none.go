//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package poll

import (
	"errors"
	"time"
)

// Poller waits for wake-ups only: on this system no descriptor is polled, and
// every connection runs on the transport for any net.Conn.
type Poller struct {
	wake  chan struct{}
	timer *time.Timer
}

// New makes a poller.
func New() (*Poller, error) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	return &Poller{wake: make(chan struct{}, 1), timer: timer}, nil
}

// Close does nothing: there is nothing to give back.
func (p *Poller) Close() error { return nil }

// Add reports that descriptors cannot be watched here.
func (p *Poller) Add(int, uint64, Interest) error { return errors.ErrUnsupported }

// Modify reports that descriptors cannot be watched here.
func (p *Poller) Modify(int, uint64, Interest, Interest) error { return errors.ErrUnsupported }

// Remove reports that descriptors cannot be watched here.
func (p *Poller) Remove(int, Interest) error { return errors.ErrUnsupported }

// Drop does nothing: no descriptor is watched here.
func (p *Poller) Drop(int) {}

// Hangup does nothing: no descriptor is watched here.
func (p *Poller) Hangup(int) {}

// Wake ends the current or the next wait.
func (p *Poller) Wake() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Rest is Wait: a wake-up is all there is to wait for.
func (p *Poller) Rest(timeout time.Duration) bool {
	p.Wait(timeout)
	return true
}

// Wait returns after a wake-up, or after timeout.
func (p *Poller) Wait(timeout time.Duration) []Event {
	if timeout == 0 {
		select {
		case <-p.wake:
		default:
		}
		return nil
	}
	if timeout < 0 {
		<-p.wake
		return nil
	}
	p.timer.Reset(timeout)
	select {
	case <-p.wake:
		p.timer.Stop()
	case <-p.timer.C:
	}
	return nil
}
