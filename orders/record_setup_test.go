package orders

import (
	"time"

	. "github.com/nodenet-go/nodenet"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// setup is how serve and pair of record.js are called.
type setup struct {
	server   ServerOptions
	accepted watchOption
	client   watchOption
	connect  ConnectOptions // extra options
	listen   ListenOptions
	unix     bool
	many     bool
	keep     bool
	quiet    bool
}

// serve starts a server; see record.js.
func (r *recorder) serve(o setup, onAccepted func(s *Socket, v *Server), onListening func(to ConnectOptions, v *Server)) *Server {
	v := r.CreateServerWith(o.server)
	if o.quiet {
		r.name(v, "server")
	} else {
		r.watchServer(v, "server")
	}
	n := 0
	v.OnConnection(func(s *Socket) {
		who := "accepted"
		if o.many {
			n++
			who += itoa(n)
		}
		r.watch(s, who, o.accepted)
		if onAccepted != nil {
			onAccepted(s, v)
		}
		if !o.many && !o.keep {
			v.Close()
		}
	})
	v.OnListening(func() {
		to := o.connect
		if o.unix {
			to.Path = v.Address().Address
		} else {
			to.Host, to.Port = "127.0.0.1", v.Address().Port
		}
		onListening(to, v)
	})
	listen := o.listen
	if o.unix {
		listen.Path = r.tmpPath("sock")
	} else if listen.Host == "" {
		listen.Host = "127.0.0.1"
	}
	if err := misuse(v.ListenWith(listen)); err != nil {
		r.t.Error(err)
	}
	return v
}

// pair plays f when a client and the accepted socket are connected; see
// record.js.
func (r *recorder) pair(o setup, f func(client, accepted *Socket, v *Server)) {
	var client, accepted *Socket
	connected := false
	var server *Server
	play := func() {
		if connected && accepted != nil {
			r.immediately(func() { f(client, accepted, server) })
		}
	}
	server = r.serve(o, func(s *Socket, _ *Server) { accepted = s; play() }, func(to ConnectOptions, _ *Server) {
		client = r.watch(r.ConnectWith(to), "client", o.client)
		client.OnConnect(func() { connected = true; play() })
	})
}

// immediately is setImmediate.
func (r *recorder) immediately(f func()) { r.Post(f) }

// nextTick is process.nextTick.
func (r *recorder) nextTick(f func()) {
	r.Handles().Refs.Add()
	r.Handles().Loops[0].Tick(loop.Task{On: loop.Func(func() {
		defer r.Handles().Refs.Done()
		f()
	})})
}

// after is setTimeout: it keeps the program alive. As in Node it stands among
// the timers of the loop, so that a stall does not change who comes first.
func (r *recorder) after(d time.Duration, f func()) {
	r.Handles().Refs.Add()
	// The next turn knows what time it is, whatever this one takes.
	r.immediately(func() {
		r.arm(d, func() {
			defer r.nextTick(r.Handles().Refs.Done)
			f()
		})
	})
}

// later is after in steps: on a machine that stands still for a while, what has
// arrived meanwhile has its turn before f.
func (r *recorder) later(d time.Duration, f func()) {
	const steps = 5
	var step func(left int)
	step = func(left int) {
		r.after(d/steps, func() {
			if left > 1 {
				step(left - 1)
			} else {
				f()
			}
		})
	}
	step(steps)
}

// arm is a timer that does not keep the program alive.
func (r *recorder) arm(d time.Duration, f func()) {
	l := r.Handles().Loops[0]
	l.Arm(&loop.Timer{Task: loop.Task{On: loop.Func(f)}}, l.Now()+int64(d))
}

// arrived plays f once the socket has read n bytes in all.
func (r *recorder) arrived(s *Socket, n int64, f func()) {
	r.immediately(func() {
		if s.BytesRead() >= n {
			f()
		} else {
			r.arrived(s, n, f)
		}
	})
}

// serving plays f once the server has n connections: where a goroutine accepts, a
// client is connected long before.
func (r *recorder) serving(v *Server, n int, f func()) {
	r.immediately(func() {
		if v.GetConnections() >= n {
			f()
		} else {
			r.serving(v, n, f)
		}
	})
}

// quietly logs after d that nothing more has come.
func (r *recorder) quietly(d time.Duration, then func(), who ...any) {
	r.later(d, func() {
		for _, w := range who {
			r.log(w, "quiet")
		}
		if then != nil {
			then()
		}
	})
}

// closedPort plays f with a port of 127.0.0.1 where nothing listens. It is bound, where
// the system lets us, so that nobody else can have it.
func (r *recorder) closedPort(f func(port int)) {
	bound, err := BindSocket(BindOptions{Host: "127.0.0.1"})
	if err != nil {
		r.freePort(f)
		return
	}
	r.t.Cleanup(func() { _ = bound.Close() })
	r.immediately(func() { f(bound.Address().Port) })
}

// freePort plays f with a port of 127.0.0.1 that nobody has had a moment ago.
func (r *recorder) freePort(f func(port int)) {
	v := r.CreateServer()
	v.Listen(0, "127.0.0.1", func() {
		port := v.Address().Port
		v.Close(func(error) { f(port) })
	})
}
