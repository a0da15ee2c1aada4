//go:build unix

package net

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/alloctest"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// groupScheduler is a loop of nodenet's as the scheduler, as package js has it.
type groupScheduler struct{ group *nodenet.Group }

func (g groupScheduler) Post(f func())               { g.group.Post(f) }
func (g groupScheduler) Ref()                        { g.group.Ref() }
func (g groupScheduler) Unref()                      { g.group.Unref() }
func (g groupScheduler) Immediate(f func())          { g.group.Post(f) }
func (g groupScheduler) SocketGroup() *nodenet.Group { return g.group }
func (g groupScheduler) AfterFunc(d time.Duration, f func()) (stop func()) {
	return g.group.SetTimeout(d, f).Stop
}

// hotSocket is a socket of a script, and the other end of its connection: a
// descriptor that blocks.
type hotSocket struct {
	group  *nodenet.Group
	socket *Socket
	peer   int
}

// newHotSocket runs a script that makes a socket c with those options, and does
// with it what use says.
func newHotSocket(tb testing.TB, options, use string) *hotSocket {
	tb.Helper()
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { group.Close() })
	path := filepath.Join(tb.TempDir(), "s")
	listener, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		tb.Fatal(err)
	}
	defer syscall.Close(listener)
	if err := syscall.Bind(listener, &syscall.SockaddrUnix{Name: path}); err != nil {
		tb.Fatal(err)
	}
	if err := syscall.Listen(listener, 1); err != nil {
		tb.Fatal(err)
	}
	h := &hotSocket{group: group}
	connected := make(chan struct{})
	group.Post(func() {
		e := engine.New(goja.New(), groupScheduler{group})
		e.Fatal = func(thrown *goja.Exception) { tb.Errorf("uncaught: %s", thrown.String()) }
		buffer.Define(e, e.VM.GlobalObject())
		exports := e.VM.NewObject()
		Load(e, exports)
		engine.Must(e.VM.Set("net", exports))
		engine.Must(e.VM.Set("path", path))
		engine.Must(e.VM.Set("connected", func(c goja.FunctionCall) goja.Value {
			h.socket = socketOf(c.Argument(0))
			close(connected)
			return nil
		}))
		e.Run(func() {
			if _, err := e.VM.RunString("const c = net.connect({ path, " + options + " }, () => connected(c)); " + use); err != nil {
				tb.Error(err)
			}
		})
	})
	if h.peer, _, err = syscall.Accept(listener); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { syscall.Close(h.peer) })
	<-connected
	return h
}

// run calls f on the loop and waits. A panic would only be logged there.
func (h *hotSocket) run(tb testing.TB, f func(events *handleEvents)) {
	tb.Helper()
	done := make(chan bool, 1)
	h.group.Post(func() {
		returned := false
		defer func() { done <- returned }()
		f((*handleEvents)(h.socket.handle))
		returned = true
	})
	if !<-done {
		tb.Fatal("it has panicked")
	}
}

// readBack reads what the script has sent to the peer.
func (h *hotSocket) readBack(tb testing.TB, got []byte) {
	if n, err := syscall.Read(h.peer, got); n != len(got) {
		tb.Errorf("%d bytes: %v", n, err)
	}
}

// hotUse is something that a script does with a socket, and how many allocations a
// message of 64 bytes may cost.
type hotUse struct {
	name, options, use string
	echo               bool
	most               float64
}

var hotUses = []hotUse{
	{name: "listener", use: "c.on('data', d => {})", most: 8},
	{name: "echo", use: "c.on('data', d => c.write(d))", echo: true, most: 8},
	{name: "pipe", use: "c.pipe(c)", echo: true, most: 0},
	{name: "onread", options: "onread: { buffer: Buffer.alloc(65536), callback: () => {} }", most: 0},
	{
		name:    "onread echo",
		options: "onread: { buffer: Buffer.alloc(65536), callback: (n, b) => { c.write(b.subarray(0, n)) } }",
		echo:    true,
		most:    11,
	},
}

// prepare returns what brings one message to the socket, on the loop.
func (u hotUse) prepare(tb testing.TB) (h *hotSocket, message func(*handleEvents)) {
	h = newHotSocket(tb, u.options, u.use)
	sent, got := make([]byte, 64), make([]byte, 64)
	return h, func(events *handleEvents) {
		// As the transport does it: onread has its own buffer.
		p := events.Buffer()
		if p == nil {
			p = sent
		}
		events.Data(p[:len(sent)])
		if u.echo {
			h.readBack(tb, got)
		}
	}
}

// BenchmarkData is what a chunk costs from the connection to a listener, and back.
func BenchmarkData(b *testing.B) {
	for _, u := range hotUses {
		b.Run(u.name, func(b *testing.B) {
			h, message := u.prepare(b)
			b.ReportAllocs()
			h.run(b, func(events *handleEvents) {
				for b.Loop() {
					message(events)
				}
			})
		})
	}
}

// BenchmarkEcho is the same with the kernel's part: a message from the peer and
// back to it.
func BenchmarkEcho(b *testing.B) {
	for _, u := range hotUses {
		if !u.echo {
			continue
		}
		b.Run(u.name, func(b *testing.B) {
			h := newHotSocket(b, u.options, u.use)
			message, got := make([]byte, 64), make([]byte, 64)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := syscall.Write(h.peer, message); err != nil {
					b.Fatal(err)
				}
				h.readBack(b, got)
			}
		})
	}
}

// Only less than today is allowed.
func TestAllocationsPerMessage(t *testing.T) {
	for _, u := range hotUses {
		h, message := u.prepare(t)
		h.run(t, func(events *handleEvents) {
			alloctest.Pin(t, u.name, u.most, func() { message(events) })
		})
	}
}

// BenchmarkEchoAlone is an echo without the kernel.
func BenchmarkEchoAlone(b *testing.B) {
	h := newHotSocket(b, "", "c.on('data', d => c.write(d))")
	before := transport.System.Write
	transport.System.Write = func(fd int, p []byte) (int, error) { return len(p), nil }
	defer func() { transport.System.Write = before }()
	message := make([]byte, 64)
	b.ReportAllocs()
	h.run(b, func(events *handleEvents) {
		for b.Loop() {
			events.Data(message)
		}
	})
}
