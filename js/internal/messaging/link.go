package messaging

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// link is one end of a channel, wherever the port is that it belongs to: in this
// runtime, in another, or on its way. Any goroutine may use it.
type link struct {
	mu     *sync.Mutex // of the channel
	other  *link
	port   *Port     // nil while it is on its way, and once it has ended
	queue  []*Packet // what came from another runtime, or meanwhile
	closed bool      // the port has ended, or is to end after what is in the queue
	leave  func()    // takes back what its runtime calls when that is closed
}

// newLinks makes the two ends of a channel.
func newLinks() (a, b *link) {
	mu := &sync.Mutex{}
	a, b = &link{mu: mu}, &link{mu: mu}
	a.other, b.other = b, a
	return a, b
}

// near is the port if it belongs to a runtime, whose goroutine asks.
func (l *link) near(e *engine.Engine) *Port {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.port != nil && l.port.Engine == e {
		return l.port
	}
	return nil
}

// put brings a packet.
func (l *link) put(p *Packet) {
	l.mu.Lock()
	port, closed := l.port, l.closed
	if !closed {
		l.queue = append(l.queue, p)
	}
	l.mu.Unlock()
	if closed {
		p.Drop()
	} else if port != nil {
		port.Engine.Post(port.collect)
	}
}

// take empties the queue, for a port.
func (l *link) take(p *Port) []*Packet {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.port != p {
		return nil
	}
	packets := l.queue
	l.queue = nil
	return packets
}

// depart is for a port that goes to another runtime, with what it has not delivered.
func (l *link) depart(undelivered []*Packet) {
	l.mu.Lock()
	l.queue = append(undelivered, l.queue...)
	l.port = nil
	leave := l.leave
	l.leave = nil
	l.mu.Unlock()
	if leave != nil {
		leave()
	}
	l.other.guard()
}

// settle makes the port in the runtime that it has come to.
func (l *link) settle(e *engine.Engine) *goja.Object {
	p := newPort(e)
	p.link = l
	l.mu.Lock()
	l.port = p
	closed := l.closed
	l.mu.Unlock()
	l.guard()
	p.last = closed
	p.collect()
	return p.Object
}

// guard has the channel end with the runtime of the port.
func (l *link) guard() {
	l.mu.Lock()
	port, guarded := l.port, l.leave != nil
	l.mu.Unlock()
	if port == nil || guarded {
		return
	}
	forget := port.Engine.OnClose(l.abandon)
	l.mu.Lock()
	kept := l.port == port && l.leave == nil
	if kept {
		l.leave = forget
	}
	l.mu.Unlock()
	if !kept {
		forget()
	}
}

// end is for a port that has ended.
func (l *link) end() {
	l.mu.Lock()
	dropped, leave := l.queue, l.leave
	l.port, l.closed, l.queue, l.leave = nil, true, nil, nil
	l.mu.Unlock()
	if leave != nil {
		leave()
	}
	for _, p := range dropped {
		p.Drop()
	}
}

// abandon ends the channel: the port has ended, is gone with its runtime, or has never
// arrived in one.
func (l *link) abandon() {
	l.end()
	other := l.other
	other.mu.Lock()
	port := other.port
	other.closed = true
	other.mu.Unlock()
	if port != nil {
		port.Engine.Post(func() {
			port.last = true
			port.collect()
		})
	}
}
