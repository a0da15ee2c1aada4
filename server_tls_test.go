package nodenet

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// onTLS runs a test with TLS on every transport.
func onTLS(t *testing.T, test func(t *testing.T, n *testNet)) {
	runOnTransports(t, true, test)
}

// Node's order: connected, ready, and then secure. A server's socket is handed out when
// it is secure. What was written before arrives, and the ends of both sides are told.
func TestTLSOrderOfEvents(t *testing.T) {
	onTLS(t, func(t *testing.T, n *testNet) {
		var mu sync.Mutex
		var order []string
		note := func(what string) {
			mu.Lock()
			order = append(order, what)
			mu.Unlock()
		}
		v := n.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) {
			if state, ok := s.TLS(); !ok || !state.HandshakeComplete || state.ServerName != "localhost" {
				t.Error("no TLS on the server's side: ", state, ok)
			}
			s.OnText(func(text string) { s.WriteString(text) })
			s.OnEnd(func() { s.EndString("!") })
		})
		defer v.Close()
		s := n.NewSocket(SocketOptions{})
		s.OnConnect(func() {
			note("connect")
			if _, ok := s.TLS(); ok {
				t.Error("secure too early")
			}
		})
		s.OnReady(func() { note("ready") })
		s.OnSecureConnect(func() {
			note("secureConnect")
			if _, ok := s.TLS(); !ok {
				t.Error("not secure")
			}
		})
		got := ""
		s.OnText(func(text string) {
			if got += text; got == "early" {
				s.End()
			}
		})
		s.OnEnd(func() { note("end") })
		to := n.to(v)
		to.TLS = clientConfig()
		if err := s.ConnectWith(to); err != nil {
			t.Fatal(err)
		}
		s.WriteString("early")
		closed(t, s)
		mu.Lock()
		defer mu.Unlock()
		if want := []string{"connect", "ready", "secureConnect", "end"}; !slices.Equal(order, want) || got != "early!" || s.Err() != nil {
			t.Errorf("%v, %q, %v", order, got, s.Err())
		}
		if s.BytesRead() != 6 || s.BytesWritten() != 5 {
			t.Errorf("%d bytes read, %d written", s.BytesRead(), s.BytesWritten())
		}
	})
}

// Much data both ways, with a reader that pauses now and then; nothing is lost before
// the end.
func TestTLSCarriesEverything(t *testing.T) {
	onTLS(t, func(t *testing.T, n *testNet) {
		want := pattern(4_000_000)
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
		defer v.Close()
		s := n.connect(v)
		var got []byte
		s.OnData(func(p []byte) {
			got = append(got, p...)
			if len(got)%7 == 0 {
				s.Pause()
				n.SetTimeout(time.Millisecond, func() { s.Resume() })
			}
		})
		go func() {
			for left := want; len(left) > 0; {
				size := min(len(left), 30_000)
				if !s.Write(left[:size]) {
					_ = s.WaitDrain(t.Context())
				}
				left = left[size:]
			}
			s.End()
		}()
		closed(t, s)
		if !bytes.Equal(got, want) || s.Err() != nil {
			t.Errorf("%d bytes of %d, %v", len(got), len(want), s.Err())
		}
	})
}

// Each failure has Node's code on its side, and hurts nobody else.
func TestTLSFailures(t *testing.T) {
	quietLog(t)
	onTLS(t, func(t *testing.T, n *testNet) {
		expired, pool := nettest.CertificateOf(func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })
		good := serverConfig()
		for _, c := range []struct {
			name           string
			server, client func(*tls.Config)
			client1, then  string // the client's code, and the server's
		}{
			{"unknown", nil, func(c *tls.Config) { c.RootCAs = x509.NewCertPool() }, "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE"},
			{"wrong name", nil, func(c *tls.Config) { c.ServerName = "other" }, "ERR_TLS_CERT_ALTNAME_INVALID", "ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE"},
			{"expired", func(c *tls.Config) { c.Certificates = []tls.Certificate{expired} },
				func(c *tls.Config) { c.RootCAs = pool }, "CERT_HAS_EXPIRED", "ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE"},
			{"no common version", func(c *tls.Config) { c.MinVersion = tls.VersionTLS13 },
				func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }, "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "EPROTO"},
			{"no certificate", func(c *tls.Config) { c.ClientAuth = tls.RequireAnyClientCert }, nil,
				"ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "EPROTO"},
			{"panic", func(c *tls.Config) {
				c.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { panic("on purpose") }
			}, nil, "ECONNRESET", "EPROTO"},
			{"Goexit", func(c *tls.Config) {
				c.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { runtime.Goexit(); return nil, nil }
			}, nil, "ECONNRESET", "EPROTO"},
		} {
			server, client := serverConfig(), clientConfig()
			if c.server != nil {
				c.server(server)
			}
			if c.client != nil {
				c.client(client)
			}
			told := make(chan error, 1)
			v := n.CreateServerWith(ServerOptions{TLS: server, OnConnection: func(s *Socket) { s.Pipe(s) }})
			v.OnTLSClientError(func(err error, _ *Socket) { told <- err })
			n.listen(v)
			to := n.to(v)
			to.TLS = client
			s := n.ConnectWith(to)
			closed(t, s)
			var e *Error
			if !errors.As(s.Err(), &e) || e.Code != c.client1 {
				t.Errorf("%s: the client has %v", c.name, s.Err())
			}
			if err := nettest.Await(t, told, "tlsClientError of "+c.name); !errors.As(err, &e) || e.Code != c.then {
				t.Errorf("%s: the server has %v (%s)", c.name, err, e.Code)
			}
			if err := v.SetTLS(good); err != nil {
				t.Fatal(err)
			}
			s = n.connect(v) // the server goes on, with another configuration
			s.EndString("x")
			s.Resume()
			closed(t, s)
			if s.Err() != nil {
				t.Error(c.name, s.Err())
			}
			closedServer := nettest.NewSignal()
			v.Close(func(error) { closedServer.Fire() })
			closedServer.Wait(t, "the server's close")
		}
	})
}

// What never ends is ended, and costs the others nothing.
func TestTLSHandshakeTimeout(t *testing.T) {
	onTLS(t, func(t *testing.T, n *testNet) {
		if n.unix {
			return
		}
		told := make(chan error, 10)
		v := n.CreateServerWith(ServerOptions{HandshakeTimeout: 50 * time.Millisecond, MaxHandshakes: 1})
		v.OnTLSClientError(func(err error, _ *Socket) { told <- err })
		n.listen(v)
		for _, p := range []string{"", "\x16\x03\x01\x00\xc8\x01", "\x16"} {
			c, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(v.Address().Port)))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_, _ = io.WriteString(c, p)
		}
		for range 3 {
			var e *Error
			err := nettest.Await(t, told, "tlsClientError")
			if !errors.As(err, &e) || e.Code != "ERR_TLS_HANDSHAKE_TIMEOUT" || !e.Timeout() || !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error(err)
			}
		}
		if !nettest.Eventually(func() bool { return v.GetConnections() == 0 }) {
			t.Error("connections stay")
		}
		v.Close()
	})
}

// A client that goes in the handshake.
func TestTLSPeerGoesInTheHandshake(t *testing.T) {
	onTLS(t, func(t *testing.T, n *testNet) {
		plain := n.Group.CreateServer(func(s *Socket) { s.End() })
		n.listen(plain)
		to := n.to(plain)
		to.TLS = clientConfig()
		s := n.ConnectWith(to)
		closed(t, s)
		if !errors.Is(s.Err(), syscall.ECONNRESET) || !strings.Contains(s.Err().Error(), "before secure TLS connection") {
			t.Error(s.Err())
		}
		plain.Close()
	})
}

// STARTTLS: what was written before is plain, all that follows is not, on both sides.
func TestStartTLS(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.OnceData(func(p []byte) {
				if string(p) != "STARTTLS\r\n" {
					t.Errorf("%q", p)
				}
				s.WriteString("220 go ahead\r\n")
				if err := s.StartTLSServer(serverConfig()); err != nil {
					t.Error(err)
				}
				if err := s.StartTLSServer(serverConfig()); err == nil {
					t.Error("twice")
				}
				s.WriteString("secret of the server")
				s.OnData(func(p []byte) { s.EndWith(p) })
			})
		})
		defer v.Close()
		s := n.connect(v)
		s.OnConnect(func() { s.WriteString("STARTTLS\r\n") })
		secure := nettest.NewSignal()
		s.OnSecureConnect(secure.Fire)
		got := ""
		s.OnceData(func(p []byte) {
			if !bytes.HasPrefix(p, []byte("220 go ahead\r\n")) {
				t.Errorf("%q", p)
			}
			config := clientConfig()
			if err := s.StartTLS(config); err != nil {
				t.Error(err)
			}
			s.WriteString("; and of the client")
			s.OnData(func(p []byte) { got += string(p) })
		})
		closed(t, s)
		secure.Wait(t, "secureConnect")
		if got != "secret of the server; and of the client" || s.Err() != nil {
			t.Errorf("%q, %v", got, s.Err())
		}
		if err := s.StartTLS(clientConfig()); err == nil {
			t.Error("a closed socket is secured")
		}
	})
}

// What somebody slips in behind STARTTLS is no part of what is secure.
func TestStartTLSTakesNothingThatWasSlippedIn(t *testing.T) {
	const command = "STARTTLS\r\n"
	for name, slip := range map[string]struct {
		behind string
		honest bool // the client goes on with TLS: somebody else has written this behind its command
		serve  func(s *Socket, secure func(), slipped func(string))
	}{
		"readable": {"MAIL FROM: <mallory>\r\n", false, func(s *Socket, secure func(), slipped func(string)) {
			s.OnceReadable(func() {
				s.Read(len(command))
				secure()
				s.OnData(func(p []byte) { slipped(string(p)) })
			})
		}},
		"tokens": {"MAIL FROM: <mallory>\r\nRCPT", true, func(s *Socket, secure func(), slipped func(string)) {
			s.OnToken(bufio.ScanLines, func(line []byte) {
				if string(line) == "STARTTLS" {
					secure()
				} else {
					slipped(string(line))
				}
			})
		}},
		"half a token": {"MAIL", true, func(s *Socket, secure func(), slipped func(string)) {
			s.OnToken(bufio.ScanLines, func([]byte) { s.Post(secure) })
			s.OnceData(func([]byte) { s.OnData(func(p []byte) { slipped(string(p)) }) })
		}},
		"half a character": {"\xE2\x82", true, func(s *Socket, secure func(), slipped func(string)) {
			_ = s.SetEncoding(UTF8)
			begun := false
			s.OnText(func(text string) {
				if begun {
					slipped(text)
				}
				begun = true
				secure()
			})
		}},
		"while a write waits": {"MAIL FROM: <mallory>\r\n", false, func(s *Socket, secure func(), slipped func(string)) {
			s.OnceReadable(func() {
				s.Read(len(command))
				s.Write(make([]byte, 8<<20))
				secure()
				go func() {
					p := make([]byte, 100)
					n, _ := s.Conn().Read(p)
					if n > 0 {
						slipped(string(p[:n]))
					}
				}()
			})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			onTransports(t, func(t *testing.T, n *testNet) {
				ended := make(chan error, 1)
				v := n.serve(ServerOptions{}, func(s *Socket) {
					s.OnClose(func(bool) { ended <- s.Err() })
					secure := func() {
						s.WriteString("220 go ahead\r\n")
						_ = s.StartTLSServer(serverConfig())
					}
					slip.serve(s, secure, func(text string) { t.Errorf("%q passes for secure", text) })
				})
				s := n.connect(v)
				s.WriteString(command + slip.behind)
				s.OnceData(func([]byte) {
					if slip.honest {
						_ = s.StartTLS(clientConfig())
						s.WriteString("\xACSECRET\r\n")
					}
				})
				s.Resume()
				var e *Error
				if err := nettest.Await(t, ended, "the end"); !errors.As(err, &e) || e.Code != "ERR_SSL_WRONG_VERSION_NUMBER" {
					t.Error(err)
				}
				closed(t, s)
			})
		})
	}
}

// A connection is made secure once: who would have it made so again is told.
func TestTLSRefusesAConfigWithRenegotiation(t *testing.T) {
	config := clientConfig()
	config.Renegotiation = tls.RenegotiateFreelyAsClient
	s := ConnectWith(ConnectOptions{Port: 1, TLS: config})
	wantCode(t, s.Err(), "ERR_INVALID_ARG_VALUE", "")
	closed(t, s)
}

// A session is resumed, and an application protocol agreed on.
func TestTLSResumes(t *testing.T) {
	onTLS(t, func(t *testing.T, n *testNet) {
		config := serverConfig()
		config.NextProtos = []string{"b", "a"}
		v := n.serve(ServerOptions{TLS: config}, func(s *Socket) { s.Pipe(s) })
		defer v.Close()
		client := clientConfig()
		client.ClientSessionCache = tls.NewLRUClientSessionCache(1)
		client.NextProtos = []string{"a"}
		for i := range 2 {
			to := n.to(v)
			to.TLS = client
			s := n.ConnectWith(to)
			s.EndString("x")
			s.Resume()
			closed(t, s)
			if state, ok := s.TLS(); !ok || state.DidResume != (i == 1) || state.NegotiatedProtocol != "a" {
				t.Errorf("%d: %v, resumed %v, %q", i, ok, state.DidResume, state.NegotiatedProtocol)
			}
		}
	})
}
