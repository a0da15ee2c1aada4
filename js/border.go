package js

import (
	"errors"
	stdnet "net"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/net"
)

// NewSocket makes a net.Socket of a connection that the program has, which belongs to
// the script from then on, also when it fails. It is read from at once, up to the
// high-water mark, and closes by itself when both sides have ended; allowHalfOpen is
// false, and may be set. Options.Net counts it, and does not decide about it. Call it
// on the goroutine of the JavaScript.
//
// A [*net.TCPConn] or a [*net.UnixConn] is as fast as a socket that the script has
// made: the loop takes its descriptor, and deadlines do not count any more. So is a
// [*nodenet.Socket] on the same loop, given as its Conn, when nothing that was written
// is still to be sent; what was received and not read comes first. Its own 'close'
// follows. Others, such as a [crypto/tls.Conn] or one end of a [net.Pipe], are read and
// written by goroutines, as by [nodenet.FromConn]: where there is no CloseWrite, end()
// closes them.
//
// Node: new net.Socket({handle}).
func NewSocket(vm *goja.Runtime, conn stdnet.Conn) (*goja.Object, error) {
	e := enabled(vm)
	if e.Halted() {
		if !transport.Missing(conn) {
			_ = conn.Close()
		}
		return nil, ErrOver
	}
	return net.OfConn(e, conn)
}

// Detach takes the connection from a net.Socket of a script, and makes a socket of Go
// of it, on the same loop; its Conn method has it as a [net.Conn]. What was received and
// the script has not read comes first; what the script has written leaves before
// anything else. The net.Socket is destroyed, without an error. Call it on the goroutine
// of the JavaScript.
//
// It fails, and nothing has changed, when the value is no net.Socket that is connected,
// when it is being ended, and when setEncoding has made text of what was not read. The
// socket belongs to the program: [Close] does not close it, [Loop.Close] does.
func Detach(value goja.Value) (*nodenet.Socket, error) { return net.ToGo(value) }

// Serve accepts connections and has handler, a function of the runtime, called with a
// net.Socket for each, as by [NewSocket], until the listener is closed: it returns the
// error of Accept. When the runtime ends it returns [ErrOver], with the listener open.
// Any goroutine may call it but that of the JavaScript.
//
// Several runtimes may serve the same listener, each in a call of its own, on loops of
// their own: whichever has nothing to do takes the next connection.
func Serve(vm *goja.Runtime, listener stdnet.Listener, handler goja.Value) error {
	e := found(vm)
	if listener == nil {
		return errors.New("js: there is no listener")
	}
	if _, ok := handler.(*goja.Object); !ok {
		return errors.New("js: the handler is no function")
	}
	over := make(chan struct{})
	defer e.OnClose(func() { close(over) })()
	a, leave := serve(listener, &server{engine: e, loop: e.Scheduler.Host.(*Loop), handler: handler})
	defer leave()
	select {
	case <-over:
		return ErrOver
	case <-a.ended:
		return a.err
	}
}
