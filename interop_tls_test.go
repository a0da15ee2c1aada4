package nodenet

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// pemFiles writes the tests' certificate and its key for other programs.
func pemFiles(t *testing.T) (cert, key string) {
	t.Helper()
	c, _ := nettest.Certificate()
	der, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for name, block := range map[string]*pem.Block{
		cert: {Type: "CERTIFICATE", Bytes: c.Certificate[0]}, key: {Type: "PRIVATE KEY", Bytes: der},
	} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

func need(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skip(program + " is not here")
	}
	return path
}

// secureNet is a network on TCP, with an echo server on TLS that keeps halves open.
func secureNet(t *testing.T, o ServerOptions) (*testNet, *Server) {
	n := newTestNet(t, nil, false, 1)
	n.secure = true
	o.AllowHalfOpen = true
	v := n.serve(o, func(s *Socket) { s.Pipe(s) })
	t.Cleanup(func() { v.Close() })
	return n, v
}

func TestTLSWithClientOfOpenSSL(t *testing.T) {
	openssl := need(t, "openssl")
	cert, _ := pemFiles(t)
	for _, version := range []string{"-tls1_2", "-tls1_3"} {
		_, v := secureNet(t, ServerOptions{})
		c := exec.CommandContext(t.Context(), openssl, "s_client", "-connect", fmt.Sprintf("127.0.0.1:%d", v.Address().Port),
			"-servername", "localhost", "-verify_return_error", "-CAfile", cert, "-quiet", version)
		in, _ := c.StdinPipe()
		out, _ := c.StdoutPipe()
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(in, "hello\n")
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "hello\n" {
			t.Errorf("%s: %q, %v", version, line, err)
		}
		_ = in.Close()
		v.CloseAllConnections()
		_ = c.Wait()
	}
}

func TestTLSWithServerOfOpenSSL(t *testing.T) {
	openssl := need(t, "openssl")
	cert, key := pemFiles(t)
	c := exec.CommandContext(t.Context(), openssl, "s_server", "-accept", "127.0.0.1:0", "-cert", cert, "-key", key, "-rev", "-naccept", "1")
	out, _ := c.StdoutPipe()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines, port := bufio.NewScanner(out), 0
	for port == 0 && lines.Scan() {
		_, _ = fmt.Sscanf(lines.Text(), "ACCEPT 127.0.0.1:%d", &port)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	n := newTestNet(t, nil, false, 1)
	s := n.ConnectWith(ConnectOptions{Host: "127.0.0.1", Port: port, TLS: clientConfig()})
	s.WriteString("hello\n")
	got := ""
	s.OnText(func(text string) {
		if got += text; strings.HasSuffix(got, "\n") {
			s.End()
		}
	})
	closed(t, s)
	if got != "olleh\n" || s.Err() != nil {
		t.Errorf("%q, %v", got, s.Err())
	}
	_ = c.Wait()
}

func TestTLSWithCurl(t *testing.T) {
	curl := need(t, "curl")
	cert, _ := pemFiles(t)
	n := newTestNet(t, nil, false, 1)
	n.secure = true
	v := n.serve(ServerOptions{}, func(s *Socket) {
		s.OnceData(func([]byte) { s.EndString("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello") })
	})
	defer v.Close()
	url := fmt.Sprintf("https://127.0.0.1:%d/", v.Address().Port)
	out, err := exec.CommandContext(t.Context(), curl, "-sS", "--cacert", cert, url).CombinedOutput()
	if err != nil || string(out) != "hello" {
		t.Errorf("%q, %v", out, err)
	}
	told := make(chan error, 1)
	v.OnTLSClientError(func(err error, _ *Socket) { told <- err })
	// In TLS 1.3 OpenSSL sends an alert that Go, net's as well, cannot decrypt.
	if out, err := exec.CommandContext(t.Context(), curl, "-sS", "--tls-max", "1.2", url).CombinedOutput(); err == nil {
		t.Errorf("without trust: %q", out)
	}
	var e *Error
	if err := nettest.Await(t, told, "tlsClientError"); !errors.As(err, &e) || e.Code != "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA" {
		t.Error(err)
	}
}

// nodeTLS is a client or a server of Node's: it sends 100 MB and receives as many, with
// pauses, and ends its side first, or second.
const nodeTLS = `
const tls = require('tls'), fs = require('fs'), crypto = require('crypto');
const [, , role, port, cert, key] = process.argv;
const size = 100 << 20, chunk = Buffer.alloc(64 << 10, 'nodenet!');
function run(s) {
  let left = size, got = 0, pauses = 0, ended = false;
  const hash = crypto.createHash('sha256');
  const more = () => {
    while (left > 0) { left -= chunk.length; if (!s.write(chunk)) return; }
    if (!ended) { ended = true; s.end(); }
  };
  s.on('drain', more);
  s.on('data', (p) => {
    hash.update(p); got += p.length;
    if (Math.floor(got / (4 << 20)) > pauses) { pauses++; s.pause(); setTimeout(() => s.resume(), 2); }
  });
  s.on('error', (e) => console.log('error', e.code));
  s.on('close', (bad) => { console.log(got, hash.digest('hex'), bad); process.exit(); });
  more();
}
const options = { allowHalfOpen: true, cert: fs.readFileSync(cert), key: fs.readFileSync(key), ca: fs.readFileSync(cert), host: '127.0.0.1', port };
if (role === 'client') { const s = tls.connect(options, () => run(s)); s.on('error', (e) => console.log('error', e.code)); }
else { const v = tls.createServer(options, run); v.listen(0, '127.0.0.1', () => console.log(v.address().port)); }
`

// A hundred megabytes each way at once, with pauses on both sides, and each side's end.
func TestTLSWithNode(t *testing.T) {
	if testing.Short() {
		t.Skip("400 MB")
	}
	node := node26(t)
	cert, key := pemFiles(t)
	script := filepath.Join(t.TempDir(), "peer.cjs")
	if err := os.WriteFile(script, []byte(nodeTLS), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{"client", "server"} {
		t.Run(role, func(t *testing.T) {
			n := newTestNet(t, nil, false, 1)
			ours := make(chan string, 1)
			begin := func(s *Socket) {
				receiveBig(s, func(told string) { ours <- told })
				sendBig(s, func(string) {})
			}
			port := 0
			if role == "client" {
				v := n.CreateServerWith(ServerOptions{TLS: serverConfig(), AllowHalfOpen: true, OnConnection: begin})
				n.listen(v)
				defer v.Close()
				port = v.Address().Port
			}
			c := exec.CommandContext(t.Context(), node, script, role, fmt.Sprint(port), cert, key)
			c.Stderr = os.Stderr
			out, _ := c.StdoutPipe()
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			if role == "server" && lines.Scan() {
				_, _ = fmt.Sscan(lines.Text(), &port)
				o := ConnectOptions{Host: "127.0.0.1", Port: port, TLS: &tls.Config{RootCAs: clientConfig().RootCAs}}
				o.AllowHalfOpen = true
				begin(n.ConnectWith(o))
			}
			lines.Scan()
			theirs := lines.Text()
			_ = c.Wait()
			if got := nettest.Await(t, ours, "our side"); got != "big "+theirs || !strings.Contains(theirs, fmt.Sprint(interopBig)) {
				t.Errorf("we %q, Node %q", got, theirs)
			}
		})
	}
}
