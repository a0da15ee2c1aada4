package js_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"

	node "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/js"
)

// pairs are two ends of connections of all kinds.
var pairs = []struct {
	name string
	make func(t *testing.T) (theirs, ours net.Conn)
}{
	{"TCP", func(t *testing.T) (net.Conn, net.Conn) { return pairOf(t, "tcp", "127.0.0.1:0") }},
	{"Unix", func(t *testing.T) (net.Conn, net.Conn) { return pairOf(t, "unix", filepath.Join(t.TempDir(), "s")) }},
	{"net.Pipe", func(*testing.T) (net.Conn, net.Conn) { return net.Pipe() }},
	{"TLS", func(t *testing.T) (net.Conn, net.Conn) {
		a, b := net.Pipe()
		cert := certificateFor(t)
		return tls.Client(a, &tls.Config{InsecureSkipVerify: true}), tls.Server(b, &tls.Config{Certificates: []tls.Certificate{cert}})
	}},
	{"a socket of another loop", func(t *testing.T) (net.Conn, net.Conn) {
		a, b := pairOf(t, "tcp", "127.0.0.1:0")
		return a, node.FromConn(b, node.SocketOptions{}).Conn()
	}},
}

func pairOf(t *testing.T, network, address string) (a, b net.Conn) {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if a, err = net.Dial(network, l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if b, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close(); _ = b.Close() })
	return a, b
}

// onJS calls f where the JavaScript runs, as an event, and returns when it is over.
func (v *started) onJS(t *testing.T, scheduler js.Scheduler, f func()) {
	t.Helper()
	done := make(chan struct{})
	scheduler.Post(func() { _ = js.Run(v.vm, f); close(done) })
	within(t, "there was no event", func() { <-done })
}

// give has a function of the script's called with a connection.
func (v *started) give(t *testing.T, scheduler js.Scheduler, name string, conn net.Conn) {
	t.Helper()
	v.onJS(t, scheduler, func() {
		socket, err := js.NewSocket(v.vm, conn)
		if err != nil {
			t.Error(err)
			return
		}
		f, _ := goja.AssertFunction(v.vm.Get(name))
		if _, err := f(goja.Undefined(), socket); err != nil {
			t.Error(err)
		}
	})
}

const taking = `
	globalThis.echo = (c) => { c.on('data', (d) => c.write(d)).on('error', (e) => print('error ' + e.code)).on('end', () => print('end')).on('close', (e) => print('close ' + e)); };
	globalThis.halfOpen = (c) => { c.allowHalfOpen = true; let all = ''; c.on('data', (d) => all += d).on('end', () => c.end('you said ' + all)).on('close', (e) => print('close ' + e)); };
	globalThis.slow = (c) => { c.pause(); globalThis.held = c; };
	globalThis.drained = () => { let n = 0; held.on('data', (d) => n += d.length).on('end', () => print('read ' + n)).resume(); };
	globalThis.about = (c) => { print([c instanceof require('net').Socket, c.remoteAddress, c.remotePort > 0].join()); c.destroy() };
`

func TestSocketsFromGo(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, taking, nil)
		for _, pair := range pairs {
			t.Run(pair.name, func(t *testing.T) {
				theirs, ours := pair.make(t)
				_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
				v.give(t, scheduler, "echo", ours)
				for range 3 { // what the collector closes would show
					runtime.GC()
				}
				large := strings.Repeat("0123456789", 30000)
				go func() { _, _ = io.WriteString(theirs, large) }()
				b := make([]byte, len(large))
				if _, err := io.ReadFull(theirs, b); err != nil || string(b) != large {
					t.Fatalf("read %d bytes, %v", len(b), err)
				}
				_ = theirs.Close()
				if got := receive(t, v.lines, "end"); got != "end" {
					t.Error(got)
				}
				if got := receive(t, v.lines, "close"); got != "close false" {
					t.Error(got)
				}
			})
		}
	})
}

func TestEndsOfSocketsFromGo(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, taking, nil)
		t.Run("half-close", func(t *testing.T) {
			theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
			v.give(t, scheduler, "halfOpen", ours)
			_, _ = io.WriteString(theirs, "hello")
			_ = theirs.(*net.TCPConn).CloseWrite()
			if got, err := io.ReadAll(theirs); string(got) != "you said hello" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
			if got := receive(t, v.lines, "close"); got != "close false" {
				t.Error(got)
			}
		})
		t.Run("reset", func(t *testing.T) {
			theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
			v.give(t, scheduler, "echo", ours)
			_ = theirs.(*net.TCPConn).SetLinger(0)
			_ = theirs.Close()
			if got := receive(t, v.lines, "error"); got != "error ECONNRESET" {
				t.Error(got)
			}
			if got := receive(t, v.lines, "close"); got != "close true" {
				t.Error(got)
			}
		})
		t.Run("addresses", func(t *testing.T) {
			_, ours := pairOf(t, "tcp", "127.0.0.1:0")
			v.give(t, scheduler, "about", ours)
			if got := receive(t, v.lines, "line"); got != "true,127.0.0.1,true" {
				t.Error(got)
			}
		})
		t.Run("backpressure", func(t *testing.T) {
			theirs, ours := net.Pipe()
			v.give(t, scheduler, "slow", ours)
			_ = theirs.SetDeadline(time.Now().Add(100 * time.Millisecond))
			n, err := theirs.Write(make([]byte, 1<<20))
			if !isTimeout(err) || n > 256<<10 {
				t.Errorf("the peer has written %d, %v", n, err)
			}
			v.onJS(t, scheduler, func() { _, _ = v.vm.RunString("drained()") })
			_ = theirs.Close()
			if got := receive(t, v.lines, "end"); got != fmt.Sprint("read ", n) {
				t.Errorf("wrote %d, %s", n, got)
			}
		})
	})
}

// certificateFor makes a certificate that nobody vouches for.
func certificateFor(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

func TestSocketsFromGoThatCannotBe(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, ``, nil)
		theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
		_ = ours.Close()
		v.onJS(t, scheduler, func() {
			if _, err := js.NewSocket(v.vm, nil); err == nil {
				t.Error("of nothing")
			}
			if _, err := js.NewSocket(v.vm, ours); err == nil {
				t.Error("of one that is closed")
			}
			if _, err := js.Detach(v.vm.ToValue(1)); err == nil {
				t.Error("a number was detached")
			}
			idle, _ := v.vm.RunString("new (require('net').Socket)()")
			if _, err := js.Detach(idle); err == nil {
				t.Error("one that is not connected was detached")
			}
		})
		_ = theirs
		js.Close(v.vm)
		theirs, ours = pairOf(t, "tcp", "127.0.0.1:0")
		_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
		done := make(chan error, 1)
		scheduler.Post(func() { _, err := js.NewSocket(v.vm, ours); done <- err })
		if err := receive(t, done, "answer"); err != js.ErrOver {
			t.Error(err)
		}
		if _, err := theirs.Read(make([]byte, 1)); err != io.EOF {
			t.Error("it is open:", err)
		}
	})
}

// A socket of the same loop is taken as it is, with what it has read.
func TestSocketOfTheSameLoop(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = loop.Close() }()
	loop.Ref()
	v := start(t, loop, taking, nil)
	theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
	_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
	closed, read := make(chan bool, 1), make(chan struct{})
	socket := loop.SocketGroup().FromConn(ours, node.SocketOptions{})
	socket.OnClose(func(hadError bool) { closed <- hadError })
	socket.OnReadable(func() {
		if socket.ReadableLength() == 5 {
			close(read)
		}
	})
	_, _ = io.WriteString(theirs, "early")
	receive(t, read, "data")
	v.give(t, loop, "echo", socket.Conn())
	if receive(t, closed, "close") {
		t.Error("closed with an error")
	}
	b := make([]byte, 5)
	if _, err := io.ReadFull(theirs, b); err != nil || string(b) != "early" {
		t.Errorf("%q, %v", b, err)
	}
	if got := ask(t, theirs, "and on"); got != "and on" {
		t.Error(got)
	}
	_ = theirs.Close()
	receive(t, v.lines, "end")
	receive(t, v.lines, "close")
}

func TestDetach(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		detached := make(chan *node.Socket, 1)
		v := start(t, scheduler, `
			globalThis.keep = (c) => { globalThis.kept = c; c.on('close', (e) => print('close ' + e)); c.once('readable', () => { if (c.readableLength === 5) print('there') }) };
			globalThis.much = (c) => { c.on('close', (e) => print('close ' + e)); c.write(Buffer.alloc(5 << 20, 'x')); c.write('end of script'); give(c); };
			globalThis.inData = (c) => c.on('data', () => give(c)).on('close', (e) => print('close ' + e));
			globalThis.ended = (c) => { globalThis.kept = c; c.allowHalfOpen = true; c.pause().on('close', (e) => print('close ' + e)); };
		`, func(vm *goja.Runtime) {
			_ = vm.Set("give", func(c goja.Value) {
				s, err := js.Detach(c)
				if err != nil {
					t.Error(err)
				}
				detached <- s
			})
		})
		for _, pair := range pairs {
			t.Run(pair.name, func(t *testing.T) {
				theirs, ours := pair.make(t)
				_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
				v.give(t, scheduler, "keep", ours)
				_, _ = io.WriteString(theirs, "early")
				receive(t, v.lines, "data")
				v.onJS(t, scheduler, func() { _, _ = v.vm.RunString("give(kept)") })
				conn := receive(t, detached, "socket").Conn()
				defer func() { _ = theirs.Close(); _ = conn.Close() }()
				if got := receive(t, v.lines, "close"); got != "close undefined" {
					t.Error(got)
				}
				go func() { _, _ = io.Copy(conn, conn) }()
				b := make([]byte, 5)
				if _, err := io.ReadFull(theirs, b); err != nil || string(b) != "early" {
					t.Errorf("%q, %v", b, err)
				}
				if got := ask(t, theirs, "and on"); got != "and on" {
					t.Error(got)
				}
			})
		}
		for _, pair := range pairs[:3] {
			t.Run("with much to write, "+pair.name, func(t *testing.T) {
				theirs, ours := pair.make(t)
				_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
				v.give(t, scheduler, "much", ours)
				receive(t, detached, "socket").EndString("end of Go")
				got, err := io.ReadAll(theirs)
				if want := "end of scriptend of Go"; err != nil || len(got) != 5<<20+len(want) || !bytes.HasSuffix(got, []byte(want)) {
					t.Errorf("%d bytes, %v", len(got), err)
				}
				_ = theirs.Close()
				if got := receive(t, v.lines, "close"); got != "close undefined" {
					t.Error(got)
				}
			})
		}
		t.Run("in an event of its own", func(t *testing.T) {
			theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
			v.give(t, scheduler, "inData", ours)
			_, _ = io.WriteString(theirs, "now")
			s := receive(t, detached, "socket")
			s.OnData(func(p []byte) { s.Write(p) })
			_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
			if got := ask(t, theirs, "and on"); got != "and on" {
				t.Error(got)
			}
			receive(t, v.lines, "close")
			s.Destroy(nil)
		})
		t.Run("after the peer's end", func(t *testing.T) {
			theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
			v.give(t, scheduler, "ended", ours)
			_, _ = io.WriteString(theirs, "question")
			_ = theirs.(*net.TCPConn).CloseWrite()
			waitFor(t, "the end", func() (there bool) {
				v.onJS(t, scheduler, func() {
					ended, _ := v.vm.RunString("kept._readableState.ended")
					there = ended.ToBoolean()
				})
				return there
			})
			v.onJS(t, scheduler, func() { _, _ = v.vm.RunString("give(kept)") })
			conn := receive(t, detached, "socket").Conn()
			if got, err := io.ReadAll(conn); string(got) != "question" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
			_, _ = io.WriteString(conn, "answer")
			_ = conn.CloseWrite()
			if got, err := io.ReadAll(theirs); string(got) != "answer" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
			receive(t, v.lines, "close")
		})
	})
}

// waitFor asks again and again until something is so.
func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	if !nettest.Eventually(so) {
		t.Fatal("there was no", what)
	}
}

const serving = `globalThis.handle = (c) => { c.on('data', (d) => c.write(name + ' ' + d)); c.on('error', () => {}) }`

func TestServe(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var pool []*started
	var served sync.WaitGroup
	ends := make(chan error, 4)
	for i := range 3 {
		loop, err := js.NewLoop()
		if err != nil {
			t.Fatal(err)
		}
		loop.Ref()
		defer func() { _ = loop.Stop(context.Background()) }()
		v := start(t, loop, serving, func(vm *goja.Runtime) { _ = vm.Set("name", fmt.Sprint("runtime ", i)) })
		pool = append(pool, v)
		var handler goja.Value
		v.onJS(t, loop, func() { handler = v.vm.Get("handle") })
		served.Go(func() { ends <- js.Serve(v.vm, l, handler) })
	}
	// Two that are busy leave the connections to the third.
	hold, held := make(chan struct{}), make(chan struct{}, 2)
	for _, v := range pool[:2] {
		v.loop.Post(func() { held <- struct{}{}; <-hold })
		receive(t, held, "turn")
	}
	port := l.Addr().(*net.TCPAddr).Port
	for range 20 {
		c := dial(t, port)
		_, _ = io.WriteString(c, "hello")
		if got := readSome(t, c); got != "runtime 2 hello" {
			t.Errorf("%q", got)
		}
	}
	close(hold)
	js.Close(pool[0].vm)
	if err := receive(t, ends, "end"); err != js.ErrOver {
		t.Error(err)
	}
	for range 20 {
		c := dial(t, port)
		_, _ = io.WriteString(c, "hello")
		if got := readSome(t, c); got != "runtime 1 hello" && got != "runtime 2 hello" {
			t.Errorf("%q", got)
		}
	}
	_ = l.Close()
	for range 2 {
		if err := receive(t, ends, "end"); !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	}
	within(t, "somebody serves", served.Wait)
}

func readSome(t *testing.T, c net.Conn) string {
	t.Helper()
	b := make([]byte, 100)
	n, err := c.Read(b)
	if err != nil {
		return err.Error()
	}
	return string(b[:n])
}

// When the last runtime ends the listener is the program's again.
func TestServeLeavesTheListener(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	for range 3 {
		bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
			v := start(t, scheduler, serving+`; globalThis.name = 'it'`, nil)
			var handler goja.Value
			v.onJS(t, scheduler, func() { handler = v.vm.Get("handle") })
			ended := make(chan error, 1)
			go func() { ended <- js.Serve(v.vm, l, handler) }()
			c := dial(t, l.Addr().(*net.TCPAddr).Port)
			_, _ = io.WriteString(c, "hello")
			if got := readSome(t, c); got != "it hello" {
				t.Error(got)
			}
			js.Close(v.vm)
			if err := receive(t, ended, "end"); err != js.ErrOver {
				t.Error(err)
			}
		})
	}
}

func TestServeHandlerThatThrows(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, `globalThis.handle = (c) => { c.on('data', (d) => c.write(d)); if (globalThis.bad) throw new Error('bad') }`, func(vm *goja.Runtime) {
			js.OnUncaught(vm, func(*goja.Exception) { js.GoOn(vm) })
		})
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = l.Close() }()
		var handler goja.Value
		v.onJS(t, scheduler, func() { handler = v.vm.Get("handle") })
		go func() { _ = js.Serve(v.vm, l, handler) }()
		port := l.Addr().(*net.TCPAddr).Port
		good := dial(t, port)
		ask(t, good, "hello")
		v.onJS(t, scheduler, func() { _, _ = v.vm.RunString("bad = true") })
		if got := readSome(t, dial(t, port)); got != io.EOF.Error() && !strings.Contains(got, "reset") {
			t.Errorf("%q", got)
		}
		if got := ask(t, good, "still"); got != "still" {
			t.Errorf("%q", got)
		}
	})
}
