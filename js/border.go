package js

import (
	"errors"
	stdnet "net"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/net"
)

// NewSocket turns a connection of the program's into a net.Socket. From then on the
// connection belongs to the script, even if NewSocket fails. The socket starts reading
// at once, up to the high-water mark, and closes by itself when both sides have ended;
// allowHalfOpen is false, and can be set. The socket counts toward the limits in
// Options.Net, but its policy functions are not consulted. Call it on the JavaScript
// goroutine.
//
// A [*net.TCPConn] or [*net.UnixConn] becomes as fast as a socket the script created
// itself: the loop takes over its descriptor, and deadlines no longer apply. The same
// is true of the Conn of a [*nodenet.Socket] on the same loop, provided everything
// written to it has been sent; data that was received but not read comes first, and the
// old socket emits its own 'close'. Other connections, such as a [crypto/tls.Conn] or
// one end of a [net.Pipe], are read and written by goroutines, as with
// [nodenet.FromConn]; if they have no CloseWrite method, end() closes them.
//
// Node: new net.Socket({handle}).
func NewSocket(vm *goja.Runtime, conn stdnet.Conn) (*goja.Object, error) {
	e := enabled(vm)
	if e.Halted() {
		if !transport.Missing(conn) {
			transport.CloseConn(conn)
		}
		return nil, ErrOver
	}
	return net.OfConn(e, conn)
}

// Detach takes the connection away from a script's net.Socket and returns it as a Go
// socket on the same loop; its Conn method returns it as a [net.Conn]. Data that was
// received but not read by the script comes first, and what the script has written is
// sent before anything else. The net.Socket is destroyed without an error. Call it on
// the JavaScript goroutine.
//
// It fails, and changes nothing, if the value is not a connected net.Socket, if the
// socket is being ended, or if setEncoding has already turned unread data into text. If
// a method that the script has overridden throws, that is the error, and the connection
// is closed. The returned socket belongs to the program: [Close] does not close it, but
// [Loop.Close] does.
func Detach(value goja.Value) (*nodenet.Socket, error) { return net.ToGo(value) }

// Serve accepts connections and calls handler, a function of the runtime, with a
// net.Socket for each, as [NewSocket] makes them. It returns the error of Accept once
// the listener is closed. If the runtime ends first it returns [ErrOver] and leaves the
// listener open. It may be called from any goroutine; on the JavaScript goroutine, which
// would wait for itself, it is an error.
//
// Several runtimes may serve the same listener, each with its own call to Serve and on
// its own loop: whichever is idle takes the next connection.
func Serve(vm *goja.Runtime, listener stdnet.Listener, handler goja.Value) error {
	e := found(vm)
	if listener == nil {
		return errors.New("js: there is no listener")
	}
	if !engine.IsFunction(handler) {
		return errors.New("js: the handler is not a function")
	}
	if onItsGoroutine(e) {
		return errOnItsGoroutine
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
