package orders

import (
	"syscall"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// deafPort plays f with a port that accepts nothing at the hosts given, whose
// backlog is full. The first of them is free to choose when port is 0. What f
// gets ends it all.
func (r *recorder) deafPort(port int, hosts []string, f func(port int, release func())) {
	var fds []int
	for _, host := range hosts {
		fd, bound := r.listenDeaf(host, port)
		fds, port = append(fds, fd), bound
	}
	var fillers []*Socket
	for range 8 {
		for _, host := range hosts {
			filler := r.Connect(port, host, nil)
			filler.OnError(func(error) {})
			fillers = append(fillers, filler)
		}
	}
	r.after(50*time.Millisecond, func() {
		f(port, func() {
			for _, filler := range fillers {
				filler.Destroy(nil)
			}
			for _, fd := range fds {
				syscall.Close(fd)
			}
		})
	})
}

// listenDeaf listens with a backlog of one and never accepts.
func (r *recorder) listenDeaf(host string, port int) (fd, bound int) {
	check := func(err error) {
		if err != nil {
			r.t.Error(err)
		}
	}
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	check(err)
	at := &syscall.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, host[len(host)-1] - '0'}}
	check(syscall.Bind(fd, at))
	check(syscall.Listen(fd, 1))
	local, err := syscall.Getsockname(fd)
	check(err)
	return fd, local.(*syscall.SockaddrInet4).Port
}

func TestOrdersOfDeafPeers(t *testing.T) {
	playSituations(t, []situation{
		{name: "connect-attempt-timeout", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				r.deafPort(to.Port, []string{"127.0.0.2"}, func(_ int, release func()) {
					to.Host, to.Lookup = "example.test", finding("127.0.0.2", "127.0.0.1")
					to.AttemptTimeout = 50 * time.Millisecond
					client := r.connected(to)
					client.OnReady(func() {
						r.attemptedProps(client, "remoteAddress")
						r.end(client, nil)
					})
					client.OnceClose(func(bool) { release() })
				})
			})
		}},
		{name: "connect-idle-timeout-while-connecting", play: func(r *recorder) {
			r.deafPort(0, []string{"127.0.0.2"}, func(port int, release func()) {
				client := r.connected(ConnectOptions{Port: port, Host: "127.0.0.2", Timeout: 60 * time.Millisecond})
				client.OnceTimeout(func() {
					r.props(client, "readyState", "connecting", "destroyed", "timeout")
					r.quietly(150*time.Millisecond, func() { r.destroy(client, nil) }, client)
				})
				client.OnceClose(func(bool) { release() })
			})
		}},
	})
}

func TestOrdersOfAttemptsGivenUp(t *testing.T) {
	playSituations(t, []situation{
		// An attempt that is given up has failed.
		{name: "connect-attempt-timeout-all", play: func(r *recorder) {
			r.deafPort(0, []string{"127.0.0.2", "127.0.0.3"}, func(port int, release func()) {
				client := r.connected(ConnectOptions{Port: port, Host: "example.test",
					Lookup: finding("127.0.0.2", "127.0.0.3"), AttemptTimeout: 40 * time.Millisecond})
				r.quietly(250*time.Millisecond, func() {
					r.attemptedProps(client, "readyState", "connecting")
					r.destroy(client, nil)
				}, client)
				client.OnceClose(func(bool) { release() })
			})
		}},
	})
}
