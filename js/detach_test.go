package js_test

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/dop251/goja"

	node "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js"
)

// What Detach is called on is in the middle of something.

// detaching is a runtime whose function give detaches a socket.
func detaching(t *testing.T, scheduler js.Scheduler, script string) (v *started, detached chan *node.Socket) {
	detached = make(chan *node.Socket, 1)
	return start(t, scheduler, script, func(vm *goja.Runtime) {
		_ = vm.Set("give", func(c goja.Value) {
			s, err := js.Detach(c)
			if err != nil {
				t.Error(err)
			}
			detached <- s
		})
	}), detached
}

// numbered is text in which every place can be told from the others.
func numbered(size int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "%d,", i)
	}
	return b.Bytes()[:size]
}

// What Cork holds back leaves before what Go writes.
func TestDetachOfACorkedSocket(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v, detached := detaching(t, scheduler, `globalThis.corked = (c) => { c.cork(); c.cork(); c.write('held '); c.write('back '); give(c) }`)
		theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
		v.give(t, scheduler, "corked", ours)
		_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
		receive(t, detached, "socket").EndString("and more")
		if got, err := io.ReadAll(theirs); string(got) != "held back and more" || err != nil {
			t.Errorf("%q, %v", got, err)
		}
	})
}

// A script that writes on and on, to a peer that is slow, does not hold the connection:
// what it has written before leaves.
func TestDetachWhileTheScriptWritesOn(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v, detached := detaching(t, scheduler, `globalThis.writing = (c) => {
			c.write(Buffer.alloc(8 << 20, 'x')); c.write('end of script');
			give(c);
			let told = false;
			const on = setInterval(() => { if (!c.destroyed) c.write(Buffer.alloc(1 << 18, 'y'), (err) => { if (err && !told) { told = true; print(err.code) } }) }, 1);
			c.on('error', (e) => print(e.code)).on('close', () => { print('close'); clearInterval(on) });
		}`)
		theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
		v.give(t, scheduler, "writing", ours)
		_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
		receive(t, detached, "socket").EndString("end of Go")
		var got []byte
		var err error
		for p := make([]byte, 32<<10); err == nil && len(got) < 1<<30; time.Sleep(50 * time.Microsecond) {
			var n int
			n, err = theirs.Read(p)
			got = append(got, p[:n]...)
		}
		if err != io.EOF || !bytes.HasPrefix(got[8<<20:], []byte("end of script")) || !bytes.HasSuffix(got, []byte("end of Go")) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		for _, want := range []string{"ERR_SOCKET_CLOSED", "close"} {
			if line := receive(t, v.lines, want); line != want {
				t.Error(line)
			}
		}
	})
}

// Both ways of a pipe end with the connection's owner: what had gone through it by then
// is where it was piped to, the rest is Go's.
func TestDetachInAPipe(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v, detached := detaching(t, scheduler, `
			const { Writable, Readable } = require('stream'), got = [];
			const slow = new Writable({ highWaterMark: 1000, write(chunk, encoding, done) {
				got.push(chunk);
				if (got.length === 3) { give(held); setTimeout(() => print(Buffer.concat(got).toString('latin1')), 50) }
				setTimeout(done, 1);
			} });
			slow.on('error', (e) => print(e.code)).on('finish', () => print('finish'));
			let held;
			globalThis.piped = (c) => { held = c; c.pipe(slow); Readable.from(['from ', 'a ', 'stream ']).pipe(c, { end: false }) }`)
		theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
		_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
		v.give(t, scheduler, "piped", ours)
		all := numbered(1 << 20)
		sent := make(chan error, 1)
		go func() {
			for p := all; len(p) > 0; {
				n := min(len(p), 5000)
				if _, err := theirs.Write(p[:n]); err != nil {
					sent <- err
					return
				}
				p = p[n:]
			}
			sent <- theirs.(*net.TCPConn).CloseWrite()
		}()
		conn := receive(t, detached, "socket").Conn()
		rest, err := io.ReadAll(conn)
		if err != nil {
			t.Error(err)
		}
		if err := receive(t, sent, "end of what is sent"); err != nil {
			t.Error(err)
		}
		first := receive(t, v.lines, "what went through the pipe")
		if got := first + string(rest); got != string(all) {
			t.Errorf("%d bytes and %d, of %d", len(first), len(rest), len(all))
		}
		_, _ = io.WriteString(conn, "and Go")
		_ = conn.CloseWrite()
		if got, err := io.ReadAll(theirs); string(got) != "from a stream and Go" || err != nil {
			t.Errorf("%q, %v", got, err)
		}
		if len(v.lines) > 0 {
			t.Error(<-v.lines)
		}
	})
}

// TLS keeps the connection below it. What is detached from TLS itself is the connection
// with TLS.
func TestDetachOfTLS(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		below := make(chan error, 1)
		v, detached := detaching(t, scheduler, `globalThis.secure = (c) => {
			const s = require('tls').connect({ socket: c, rejectUnauthorized: false }, () => { refused(c); s.write('hello ') });
			s.once('readable', () => { s.unshift('I said '); s.cork(); s.write('held '); give(s) });
			s.on('error', (e) => print(e.message)).on('close', () => print('close'));
		}`)
		v.onJS(t, scheduler, func() {
			_ = v.vm.Set("refused", func(c goja.Value) {
				_, err := js.Detach(c)
				below <- err
			})
		})
		theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
		_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
		server := tls.Server(theirs, &tls.Config{Certificates: []tls.Certificate{certificateFor(t)}})
		go func() { _, _ = io.Copy(server, server); _ = server.CloseWrite() }()
		v.give(t, scheduler, "secure", ours)
		if err := receive(t, below, "answer"); err == nil || !strings.Contains(err.Error(), "TLS") {
			t.Error(err)
		}
		conn := receive(t, detached, "socket").Conn()
		_, _ = io.WriteString(conn, "by Go")
		_ = conn.CloseWrite()
		_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
		if got, err := io.ReadAll(conn); string(got) != "I said hello held by Go" || err != nil {
			t.Errorf("%q, %v", got, err)
		}
		if line := receive(t, v.lines, "close"); line != "close" {
			t.Error(line)
		}
	})
}

// A reset while what was written still leaves is the error of the socket that Go has.
func TestDetachThenReset(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v, detached := detaching(t, scheduler, `globalThis.much = (c) => { c.on('error', (e) => print(e.code)); c.write(Buffer.alloc(8 << 20)); give(c) }`)
		theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
		v.give(t, scheduler, "much", ours)
		s := receive(t, detached, "socket")
		conn := s.Conn()
		_ = theirs.(*net.TCPConn).SetLinger(0)
		_ = theirs.Close()
		if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, syscall.EPIPE) {
			t.Error(err)
		}
		v.alive(t, scheduler)
	})
}
