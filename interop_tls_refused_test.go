package nodenet

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// opensslClient is openssl s_client with its commands, connected to a server.
type opensslClient struct {
	t    *testing.T
	in   io.WriteCloser
	said chan string // lines of both outputs
}

func newOpenSSLClient(t *testing.T, v *Server, arguments ...string) *opensslClient {
	openssl := need(t, "openssl")
	arguments = append([]string{"s_client", "-connect", fmt.Sprintf("127.0.0.1:%d", v.Address().Port)}, arguments...)
	c := exec.CommandContext(t.Context(), openssl, arguments...)
	o := &opensslClient{t: t, said: make(chan string, 1000)}
	o.in, _ = c.StdinPipe()
	out, in := io.Pipe()
	c.Stdout, c.Stderr = in, in
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = c.Wait(); _ = in.Close() }()
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			o.said <- lines.Text()
		}
		close(o.said)
	}()
	t.Cleanup(func() { _ = o.in.Close() })
	return o
}

// say writes a line, and waits until another is there: a command is what one read of
// openssl begins with.
func (o *opensslClient) say(line, until string) {
	o.t.Helper()
	if _, err := io.WriteString(o.in, line+"\n"); err != nil {
		o.t.Fatal(err)
	}
	for nettest.Await(o.t, o.said, until) != until {
	}
}

// A peer may change its keys, and ask for ours to be changed, in the middle of all.
func TestTLSKeyUpdateByOpenSSL(t *testing.T) {
	_, v := secureNet(t, ServerOptions{})
	o := newOpenSSLClient(t, v, "-tls1_3")
	o.say("one", "one")
	o.say("K", "KEYUPDATE")
	o.say("two", "two")
	o.say("k", "KEYUPDATE")
	o.say("K", "KEYUPDATE")
	o.say("three", "three")
	v.CloseAllConnections()
}

// Renegotiation ends the connection, with an error and for this peer alone.
func TestTLSRenegotiationIsRefused(t *testing.T) {
	n, v := secureNet(t, ServerOptions{})
	ended := make(chan error, 2)
	v.OnConnection(func(s *Socket) { s.OnClose(func(bool) { ended <- s.Err() }) })
	o := newOpenSSLClient(t, v, "-tls1_2")
	o.say("one", "one")
	o.say("R", "RENEGOTIATING")
	var e *Error
	if err := nettest.Await(t, ended, "the end"); !errors.As(err, &e) || e.Code != "EPROTO" {
		t.Error(err)
	}
	s := n.connect(v)
	s.EndString("x")
	s.Resume()
	closed(t, s)
	if s.Err() != nil {
		t.Error(s.Err())
	}
}

// A client's certificate that is asked for is there, and a wrong one is refused.
func TestTLSClientCertificates(t *testing.T) {
	good, pool := nettest.CertificateOf(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} })
	wrong, _ := nettest.Certificate()
	onTLS(t, func(t *testing.T, n *testNet) {
		server := serverConfig()
		server.ClientAuth, server.ClientCAs = tls.RequireAndVerifyClientCert, pool
		v := n.serve(ServerOptions{TLS: server}, func(s *Socket) {
			if state, _ := s.TLS(); len(state.PeerCertificates) != 1 || !bytes.Equal(state.PeerCertificates[0].Raw, good.Leaf.Raw) {
				t.Error(state.PeerCertificates)
			}
			s.Pipe(s)
		})
		defer v.Close()
		refused := make(chan error, 1)
		v.OnTLSClientError(func(err error, _ *Socket) { refused <- err })
		for i, certificate := range []tls.Certificate{good, wrong} {
			to := n.to(v)
			to.TLS = clientConfig()
			// Otherwise it would send none that the server does not ask for.
			to.TLS.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &certificate, nil }
			s := n.ConnectWith(to)
			s.EndString("x")
			s.Resume()
			closed(t, s)
			if (s.Err() == nil) != (i == 0) {
				t.Error(i, s.Err())
			}
		}
		var e *Error
		if err := nettest.Await(t, refused, "tlsClientError"); !errors.As(err, &e) || e.Code != "UNABLE_TO_VERIFY_LEAF_SIGNATURE" && e.Code != "DEPTH_ZERO_SELF_SIGNED_CERT" {
			t.Error(err)
		}
	})
}

// A certificate may be exchanged while a server runs, by SetTLS or by the functions of
// its tls.Config. Who is connected stays.
func TestTLSCertificateIsExchanged(t *testing.T) {
	old, oldPool := nettest.CertificateOf(nil)
	fresh, freshPool := nettest.CertificateOf(nil)
	var now atomic.Pointer[tls.Certificate]
	for _, c := range []struct {
		name     string
		config   *tls.Config
		exchange func(v *Server) error
	}{
		{"SetTLS", &tls.Config{Certificates: []tls.Certificate{old}},
			func(v *Server) error { return v.SetTLS(&tls.Config{Certificates: []tls.Certificate{fresh}}) }},
		{"GetCertificate", &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return now.Load(), nil }},
			func(*Server) error { now.Store(&fresh); return nil }},
		{"GetConfigForClient", &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			return &tls.Config{Certificates: []tls.Certificate{*now.Load()}}, nil
		}}, func(*Server) error { now.Store(&fresh); return nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			now.Store(&old)
			n, v := secureNet(t, ServerOptions{TLS: c.config})
			connect := func(pool *x509.CertPool) *Socket {
				to := n.to(v)
				to.TLS = &tls.Config{RootCAs: pool, ServerName: "localhost"}
				return n.ConnectWith(to)
			}
			first := connect(oldPool)
			echoed := func(s *Socket) {
				t.Helper()
				got := make(chan string, 1)
				s.OnceData(func(p []byte) { got <- string(p) })
				s.WriteString("x")
				if text := nettest.Await(t, got, "the echo"); text != "x" {
					t.Error(text)
				}
			}
			echoed(first)
			if err := c.exchange(v); err != nil {
				t.Fatal(err)
			}
			second := connect(freshPool)
			echoed(second)
			echoed(first)
			third := connect(oldPool)
			closed(t, third)
			if third.Err() == nil {
				t.Error("the old certificate is still in use")
			}
			first.End()
			second.End()
			closed(t, first, second)
		})
	}
}

// nodeRefuses connects to the ports given, and says how that fails.
const nodeRefuses = `
const tls = require('tls'), fs = require('fs');
const [, , ca, ...ports] = process.argv;
const options = [{ servername: 'other.example' }, {}, { maxVersion: 'TLSv1.2' }];
(function next(i) {
  if (i === ports.length) return;
  const s = tls.connect({ host: 'localhost', port: +ports[i], ca: fs.readFileSync(ca), ...options[i] });
  s.on('secureConnect', () => console.log('secure'));
  s.on('error', (e) => console.log(e.code));
  s.on('close', () => next(i + 1));
})(0);
`

// Node refuses a server of ours for Node's reasons, and that costs the server nothing.
func TestTLSIsRefusedByNode(t *testing.T) {
	node := node26(t)
	cert, _ := pemFiles(t)
	script := filepath.Join(t.TempDir(), "refuses.cjs")
	if err := os.WriteFile(script, []byte(nodeRefuses), 0o600); err != nil {
		t.Fatal(err)
	}
	expired, _ := nettest.CertificateOf(func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })
	recent := serverConfig()
	recent.MinVersion = tls.VersionTLS13
	arguments := []string{script, cert}
	var servers []*Server
	for _, config := range []*tls.Config{serverConfig(), {Certificates: []tls.Certificate{expired}}, recent} {
		_, v := secureNet(t, ServerOptions{TLS: config})
		servers = append(servers, v)
		arguments = append(arguments, fmt.Sprint(v.Address().Port))
	}
	out, err := exec.CommandContext(t.Context(), node, arguments...).CombinedOutput()
	want := []string{"ERR_TLS_CERT_ALTNAME_INVALID", "CERT_HAS_EXPIRED", "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"}
	if got := strings.Fields(string(out)); err != nil || strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%q, %v", got, err)
	}
	for _, v := range servers {
		if !nettest.Eventually(func() bool { return v.GetConnections() == 0 }) {
			t.Error("connections stay")
		}
	}
}
