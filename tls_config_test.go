package nodenet

import (
	"crypto/rand"
	"crypto/tls"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// badCache is a cache of sessions that fails when it is given one.
type badCache struct{ fail func() }

func (badCache) Get(string) (*tls.ClientSessionState, bool) { return nil, false }
func (c badCache) Put(string, *tls.ClientSessionState)      { c.fail() }

// badRand is a source of random bytes that fails from some moment on.
type badRand struct {
	bad  atomic.Bool
	fail func()
}

func (r *badRand) Read(p []byte) (int, error) {
	if r.bad.Load() {
		r.fail()
	}
	return rand.Read(p)
}

// What crypto/tls calls of a tls.Config after the handshake, as it reads or writes, may panic
// or end the goroutine. That costs the connection, and nothing else.
func TestTLSFunctionsOfAConfigThatFailLater(t *testing.T) {
	quietLog(t)
	for name, fail := range map[string]func(){"panic": func() { panic("on purpose") }, "Goexit": runtime.Goexit} {
		t.Run(name, func(t *testing.T) {
			onTLS(t, func(t *testing.T, n *testNet) {
				v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
				to := n.to(v)
				to.TLS = clientConfig()
				to.TLS.ClientSessionCache = badCache{fail}
				s := n.ConnectWith(to)
				s.Resume()
				failed(t, s)

				random := &badRand{fail: fail}
				to.TLS = cbc(random)
				s = n.ConnectWith(to)
				secure := nettest.NewSignal()
				s.OnSecureConnect(secure.Fire)
				secure.Wait(t, "secureConnect")
				random.bad.Store(true)
				go s.WriteString("hello")
				failed(t, s)

				random.bad.Store(false)
				s = n.ConnectWith(to)
				s.WriteString("hello")
				got := make(chan string, 1)
				s.OnData(func(p []byte) { got <- string(p); s.End() })
				if got := nettest.Await(t, got, "an echo"); got != "hello" {
					t.Error(got)
				}
				closed(t, s)
			})
		})
	}
}

// failed waits until a socket has closed because of a function of its tls.Config.
func failed(t *testing.T, s *Socket) {
	t.Helper()
	closed(t, s)
	if err := s.Err(); err == nil || !strings.Contains(err.Error(), "a function of a tls.Config") {
		t.Error(err)
	}
}

// cbc is a client's configuration whose records need random bytes.
func cbc(random io.Reader) *tls.Config {
	config := clientConfig()
	config.MaxVersion, config.Rand = tls.VersionTLS12, random
	config.CipherSuites = []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA}
	return config
}

// A Rand that takes its time while something is written, or the end, holds up nobody who
// calls a method, and not the loop. What was written arrives all the same.
func TestTLSRandThatWaits(t *testing.T) {
	onTLS(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) { s.Pipe(s) })
		release := make(chan struct{})
		asked := nettest.NewSignal()
		random := &badRand{fail: func() { asked.Fire(); <-release }}
		to := n.to(v)
		to.TLS = cbc(random)
		to.AllowHalfOpen = true
		s := n.ConnectWith(to)
		secure, ended, written := nettest.NewSignal(), nettest.NewSignal(), make(chan error, 2)
		s.OnSecureConnect(secure.Fire)
		secure.Wait(t, "secureConnect")
		random.bad.Store(true)
		const size = 300_000
		s.Write(make([]byte, size), func(err error) { written <- err })
		asked.Wait(t, "Rand")
		onTheLoop := nettest.NewSignal()
		s.Post(onTheLoop.Fire)
		onTheLoop.Wait(t, "the loop")
		if s.WritableLength() != size {
			t.Error(s.WritableLength(), "bytes wait")
		}
		s.End(func(err error) { written <- err })
		other := n.ConnectWith(to) // whose handshake waits for Rand
		other.Destroy(nil)
		closed(t, other)
		got := 0
		s.OnData(func(p []byte) { got += len(p) })
		s.OnEnd(ended.Fire)
		close(release)
		ended.Wait(t, "the end")
		for range 2 {
			if err := nettest.Await(t, written, "a callback"); err != nil {
				t.Error(err)
			}
		}
		closed(t, s)
		if got != size || s.Err() != nil {
			t.Error(got, s.Err())
		}
	})
}

// The Rand may be that of a configuration which GetConfigForClient has chosen.
func TestTLSRandOfAChosenConfig(t *testing.T) {
	quietLog(t)
	for name, fail := range map[string]func(){"panic": func() { panic("on purpose") }, "Goexit": runtime.Goexit} {
		t.Run(name, func(t *testing.T) {
			onTLS(t, func(t *testing.T, n *testNet) {
				random := &badRand{fail: fail}
				chosen := serverConfig()
				chosen.Rand = random
				accepted := make(chan *Socket, 1)
				n.secure = false
				v := n.serve(ServerOptions{TLS: &tls.Config{
					GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) { return chosen, nil },
				}}, func(s *Socket) { accepted <- s })
				to := n.to(v)
				to.TLS = cbc(nil)
				c := n.ConnectWith(to).Resume()
				s := nettest.Await(t, accepted, "a connection")
				random.bad.Store(true)
				ended := make(chan error, 1)
				s.End(func(err error) { ended <- err })
				if err := nettest.Await(t, ended, "the callback"); err == nil {
					t.Error("it has ended")
				}
				failed(t, s)
				closed(t, c)
			})
		})
	}
}
