package nodenet

import (
	"crypto/rand"
	"crypto/tls"
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
				to.TLS = clientConfig()
				to.TLS.MaxVersion, to.TLS.Rand = tls.VersionTLS12, random
				to.TLS.CipherSuites = []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA}
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
