package load

import (
	"bytes"
	"crypto/ed25519"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"runtime/debug"
	"sync"
	"testing"
	"time"
)

// The client waits without telling Go's scheduler, so it needs a process of its own
// beside the servers of the tests: this program again, with options in a variable.
const clientVariable = "NODENET_BENCH_LOAD"

func TestMain(m *testing.M) {
	text := os.Getenv(clientVariable)
	if text == "" {
		os.Exit(m.Run())
	}
	var o Options
	err := json.Unmarshal([]byte(text), &o)
	if err == nil {
		var result Result
		if result, err = Run(o); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(result)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run drives a server from a process of its own, until something has come of it.
func run(t *testing.T, o Options) Result {
	t.Helper()
	return runUntil(t, o, func(r Result) bool { return r.Units > 0 || r.Errors > 0 })
}

// runUntil asks again for longer where a busy machine has not let enough happen.
func runUntil(t *testing.T, o Options, enough func(Result) bool) (result Result) {
	t.Helper()
	for result = runOnce(t, o); !enough(result) && o.Seconds < 10; result = runOnce(t, o) {
		o.Seconds *= 2
	}
	return result
}

func runOnce(t *testing.T, o Options) (result Result) {
	t.Helper()
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	client := exec.Command(os.Args[0])
	client.Env = append(os.Environ(), clientVariable+"="+string(text))
	client.Stderr = os.Stderr
	out, err := client.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &result); err != nil {
		t.Fatal(err)
	}
	return result
}

// serve answers every connection by a function until the test is over.
func serve(t *testing.T, answer func(net.Conn)) Options {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				answer(c)
			}()
		}
	}()
	return Options{Port: listener.Addr().(*net.TCPAddr).Port, PID: os.Getpid(), Conns: 3, Size: 64, Depth: 2, Seconds: 0.3}
}

// chunks hands over what a connection says until it ends.
func chunks(c net.Conn, take func([]byte) bool) {
	buffer := make([]byte, 1<<16)
	for {
		n, err := c.Read(buffer)
		if err != nil || !take(buffer[:n]) {
			return
		}
	}
}

func echoBack(c net.Conn) {
	chunks(c, func(b []byte) bool {
		_, err := c.Write(b)
		return err == nil
	})
}

// secure is a server over TLS.
func secure(t *testing.T, answer func(net.Conn)) func(net.Conn) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(nil, template, template, public, private)
	if err != nil {
		t.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: private}}}
	return func(c net.Conn) { answer(tls.Server(c, config)) }
}

// Handshakes are counted one by one, and what connections keep that do nothing then.
func TestHandshakesAndIdleConnectionsOfTLS(t *testing.T) {
	o := serve(t, secure(t, echoBack))
	o.Kind = "tlsconnect"
	if got := run(t, o); got.Units == 0 || got.Errors != 0 || got.CPU <= 0 || got.Bytes != 64*got.Units {
		t.Errorf("%+v", got)
	}
	debug.FreeOSMemory() // the server is in this process, and would use again what is free
	o.Kind, o.Conns = "tlsidle", 100
	if got := run(t, o); got.Units != 100 || got.Resident < 1000 {
		t.Errorf("%+v", got)
	}
}

// toAll is a server that gives every connection what any of them says.
func toAll() func(net.Conn) {
	var mutex sync.Mutex
	all := map[net.Conn]bool{}
	return func(c net.Conn) {
		mutex.Lock()
		all[c] = true
		mutex.Unlock()
		chunks(c, func(b []byte) bool {
			mutex.Lock()
			defer mutex.Unlock()
			for other := range all {
				_, _ = other.Write(b)
			}
			return true
		})
	}
}

func TestEveryKindCountsWhatTheServerDoes(t *testing.T) {
	for kind, answer := range map[string]func(net.Conn){
		"echo":      echoBack,
		"connect":   echoBack,
		"stream":    func(c net.Conn) { chunks(c, func([]byte) bool { return true }) },
		"broadcast": toAll(),
		"tls":       secure(t, echoBack),
		"http": func(c net.Conn) {
			chunks(c, func([]byte) bool {
				_, err := c.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"))
				return err == nil
			})
		},
	} {
		t.Run(kind, func(t *testing.T) {
			o := serve(t, answer)
			o.Kind = kind
			got := run(t, o)
			size := 64.0 // bytes of a unit
			switch kind {
			case "stream":
				size = 1
			case "http":
				size = 43
			}
			if got.Units == 0 || got.Errors != 0 || got.CPU <= 0 || got.Seconds < o.Seconds {
				t.Errorf("%+v", got)
			}
			// Of the units in flight at either end only a part is in the bytes.
			if inFlight := float64(o.Conns * o.Depth * o.Size); got.Bytes < got.Units*size-inFlight || got.Bytes > got.Units*size+inFlight {
				t.Errorf("%v bytes in %v units", got.Bytes, got.Units)
			}
			if (got.Latencies == nil) != (kind == "stream") {
				t.Errorf("latencies: %v", got.Latencies)
			}
		})
	}
}

// A server that says more than it has heard, or closes, gets an error for each
// connection.
func TestWrongAnswersAreErrors(t *testing.T) {
	for name, answer := range map[string]func(net.Conn){
		"too much": func(c net.Conn) {
			said := 0
			chunks(c, func(b []byte) bool {
				if said += len(b); said > 64 { // the first word has to be right, or nothing is measured
					b = append(bytes.Clone(b), b...)
				}
				_, err := c.Write(b)
				return err == nil
			})
		},
		"closes": func(c net.Conn) {
			said := 0
			chunks(c, func(b []byte) bool {
				_, err := c.Write(b)
				said += len(b)
				return err == nil && said <= 64
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := serve(t, answer)
			o.Kind = "echo"
			if got := runUntil(t, o, func(r Result) bool { return r.Errors >= o.Conns }); got.Errors != o.Conns {
				t.Errorf("%d errors, want one for each of %d connections: %+v", got.Errors, o.Conns, got)
			}
		})
	}
}

func TestAKindThatIsNotThere(t *testing.T) {
	if _, err := Run(Options{Kind: "nothing"}); err == nil {
		t.Error("it is taken")
	}
}
