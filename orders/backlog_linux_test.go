package orders

import (
	"syscall"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// bindAll binds a socket at each host to the same port, one that was free at all of them.
func (r *recorder) bindAll(hosts ...string) (fds []int, port int) {
	for range 100 {
		var err error
		fds, port = nil, 0
		for _, host := range hosts {
			var fd int
			if fd, port, err = bindAt(host, port); err != nil {
				break
			}
			fds = append(fds, fd)
		}
		if err == nil {
			return fds, port
		}
		for _, fd := range fds {
			syscall.Close(fd)
		}
		if err != syscall.EADDRINUSE {
			r.t.Fatal(err)
		}
	}
	r.t.Fatal("no port is free at ", hosts)
	return nil, 0
}

// bindAt binds a socket, so that another one can still be bound there on purpose.
func bindAt(host string, port int) (fd, bound int, err error) {
	fd, err = syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, 0, err
	}
	at := &syscall.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, host[len(host)-1] - '0'}}
	err = syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
	if err == nil {
		err = syscall.Bind(fd, at)
	}
	if err != nil {
		syscall.Close(fd)
		return -1, 0, err
	}
	local, err := syscall.Getsockname(fd)
	return fd, local.(*syscall.SockaddrInet4).Port, err
}

// deafen plays f when what is bound to a port at the hosts listens, with a backlog that is
// full, and accepts nothing. What f gets ends it all.
func (r *recorder) deafen(fds []int, port int, hosts []string, f func(release func())) {
	for _, fd := range fds {
		if err := syscall.Listen(fd, 1); err != nil {
			r.t.Error(err)
		}
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
		f(func() {
			for _, filler := range fillers {
				filler.Destroy(nil)
			}
			for _, fd := range fds {
				syscall.Close(fd)
			}
		})
	})
}

func TestOrdersOfDeafPeers(t *testing.T) {
	playSituations(t, []situation{
		{name: "connect-attempt-timeout", play: func(r *recorder) {
			fds, port := r.bindAll("127.0.0.2", "127.0.0.1")
			r.serve(setup{listen: ListenOptions{Port: port}}, nil, func(to ConnectOptions, _ *Server) {
				syscall.Close(fds[1])
				r.deafen(fds[:1], port, []string{"127.0.0.2"}, func(release func()) {
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
			fds, port := r.bindAll("127.0.0.2")
			r.deafen(fds, port, []string{"127.0.0.2"}, func(release func()) {
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
			hosts := []string{"127.0.0.2", "127.0.0.3"}
			fds, port := r.bindAll(hosts...)
			r.deafen(fds, port, hosts, func(release func()) {
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
