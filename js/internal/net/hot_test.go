package net

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/transport"
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

// hotSocket is a socket that a script has accepted, and the other end of its
// connection.
type hotSocket struct {
	group  *nodenet.Group
	socket *Socket
	peer   int
}

// newHotSocket runs a script whose function accepted is given the connection.
func newHotSocket(tb testing.TB, accepted string) *hotSocket {
	tb.Helper()
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { group.Close() })
	path := filepath.Join(tb.TempDir(), "s")
	h := &hotSocket{group: group}
	listening, connected := make(chan struct{}), make(chan struct{})
	group.Post(func() {
		e := engine.New(goja.New(), groupScheduler{group})
		e.Fatal = func(thrown *goja.Exception) { tb.Errorf("uncaught: %s", thrown.String()) }
		exports := e.VM.NewObject()
		Load(e, exports)
		engine.Must(e.VM.Set("net", exports))
		engine.Must(e.VM.Set("path", path))
		engine.Must(e.VM.Set("listening", func() { close(listening) }))
		engine.Must(e.VM.Set("connected", func(c goja.FunctionCall) goja.Value {
			h.socket = socketOf(c.Argument(0))
			close(connected)
			return nil
		}))
		e.Run(func() {
			if _, err := e.VM.RunString("net.createServer(c => { (" + accepted + ")(c); connected(c) }).listen(path, listening)"); err != nil {
				tb.Error(err)
			}
		})
	})
	<-listening
	h.peer, err = syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { syscall.Close(h.peer) })
	if err := syscall.Connect(h.peer, &syscall.SockaddrUnix{Name: path}); err != nil {
		tb.Fatal(err)
	}
	<-connected
	return h
}

// run calls f on the loop and waits.
func (h *hotSocket) run(f func(events *handleEvents)) {
	done := make(chan struct{})
	h.group.Post(func() { f((*handleEvents)(h.socket.handle)); close(done) })
	<-done
}

// BenchmarkEchoAlone is an echo without the kernel.
func BenchmarkEchoAlone(b *testing.B) {
	h := newHotSocket(b, "c => c.on('data', d => c.write(d))")
	before := transport.System.Write
	transport.System.Write = func(fd int, p []byte) (int, error) { return len(p), nil }
	defer func() { transport.System.Write = before }()
	message := make([]byte, 64)
	b.ReportAllocs()
	h.run(func(events *handleEvents) {
		b.ResetTimer()
		for range b.N {
			events.Data(message)
		}
	})
}

// BenchmarkData is what a chunk costs from the connection to a listener, and back.
func BenchmarkData(b *testing.B) {
	for _, c := range []struct {
		name, accepted string
		echo           bool
	}{
		{"listener", "c => c.on('data', d => {})", false},
		{"echo", "c => c.on('data', d => c.write(d))", true},
		{"pipe", "c => c.pipe(c)", true},
		{"onread", "c => c.on('data', d => {})", false},
	} {
		b.Run(c.name, func(b *testing.B) {
			h := newHotSocket(b, c.accepted)
			message, got := make([]byte, 64), make([]byte, 64)
			b.ReportAllocs()
			h.run(func(events *handleEvents) {
				b.ResetTimer()
				for range b.N {
					events.Data(message)
					if c.echo {
						if n, err := syscall.Read(h.peer, got); n != len(got) {
							b.Errorf("%d bytes: %v", n, err)
							return
						}
					}
				}
			})
		})
	}
}
