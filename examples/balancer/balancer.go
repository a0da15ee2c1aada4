package main

import (
	"slices"
	"time"

	"github.com/nodenet-go/nodenet"
)

// balancer hands every connection on to one of several backends. Everything happens
// on the one loop of its group, so nothing here needs a lock.
type balancer struct {
	group    *nodenet.Group
	backends []*backend
	interval time.Duration  // between two checks of a backend
	patience time.Duration  // for a connection to a backend
	changed  func(*backend) // is told when a backend goes down or comes up
}

// backend is one of the servers behind.
type backend struct {
	host        string
	port        int
	up          bool
	connections int
}

// newServer makes the server in front, and starts to check the backends.
func (b *balancer) newServer() *nodenet.Server {
	for _, to := range b.backends {
		to.up = true // until it turns out that it is not
		b.group.Post(func() { b.check(to) })
	}
	return b.group.CreateServerWith(nodenet.ServerOptions{
		AllowHalfOpen:  true, // the end of one direction is not the end of the other
		PauseOnConnect: true, // what the client says waits for the backend
		NoDelay:        true,
		OnConnection:   func(client *nodenet.Socket) { b.connect(client, nil) },
	})
}

// connect connects a client with the next backend that answers.
func (b *balancer) connect(client *nodenet.Socket, tried []*backend) {
	to := b.pick(tried)
	if to == nil {
		client.ResetAndDestroy()
		return
	}
	to.connections++
	connected := false
	upstream := b.group.ConnectWith(b.options(to))
	upstream.OnConnect(func() {
		connected = true
		join(client, upstream)
	})
	upstream.OnClose(func(bool) {
		to.connections--
		if !connected { // nothing of the client's was sent to it
			b.mark(to, false)
			b.connect(client, append(tried, to))
		}
	})
}

// pick returns the backend with the fewest connections among those that are up and
// were not tried yet; nil when there is none.
func (b *balancer) pick(tried []*backend) (best *backend) {
	for _, to := range b.backends {
		if to.up && !slices.Contains(tried, to) && (best == nil || to.connections < best.connections) {
			best = to
		}
	}
	return best
}

func (b *balancer) options(to *backend) nodenet.ConnectOptions {
	return nodenet.ConnectOptions{
		SocketOptions:  nodenet.SocketOptions{AllowHalfOpen: true, NoDelay: true},
		Host:           to.host,
		Port:           to.port,
		ConnectTimeout: b.patience,
	}
}

// join connects the two ends. The pipes carry ends and backpressure through: while
// one end does not read, the other has to wait.
func join(client, upstream *nodenet.Socket) {
	upstream.OnClose(func(hadError bool) { follow(client, hadError) })
	if client.Destroyed() { // it has left meanwhile
		upstream.Destroy(nil)
		return
	}
	client.OnClose(func(hadError bool) { follow(upstream, hadError) })
	client.Pipe(upstream)
	upstream.Pipe(client)
	client.Resume()
}

// follow closes what is left of a pair: with a reset after a failure, so that the
// peer does not take a part for the whole.
func follow(socket *nodenet.Socket, hadError bool) {
	if hadError && !socket.Destroyed() {
		socket.ResetAndDestroy()
		return
	}
	socket.DestroySoon()
}

// check connects to a backend to see whether it is up, again and again. It does not
// keep the program alive.
func (b *balancer) check(to *backend) {
	up := false
	probe := b.group.ConnectWith(b.options(to)).Unref()
	probe.OnConnect(func() {
		up = true
		probe.Destroy(nil)
	})
	probe.OnClose(func(bool) {
		b.mark(to, up)
		b.group.SetTimeout(b.interval, func() { b.check(to) }).Unref()
	})
}

func (b *balancer) mark(to *backend, up bool) {
	if to.up != up {
		to.up = up
		b.changed(to)
	}
}
