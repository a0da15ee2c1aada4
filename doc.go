// Package nodenet is Node's net module for Go: TCP and IPC servers and sockets
// with Node's semantics, on event loops.
//
// # The model
//
// A [Server] accepts connections, a [Socket] is one. Both are told what to do by
// methods and tell what happens by events: a method such as [Socket.OnData] adds
// a listener for one event. Nothing blocks, and an idle connection has no
// goroutine.
//
//	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
//		socket.OnData(func(data []byte) { socket.Write(data) })
//	})
//	server.Listen(8888, "127.0.0.1")
//	nodenet.Wait()
//
// Names, defaults, orders of events and error codes are those of Node. What
// Node's documentation says of an event or a method holds here too.
//
// Servers, sockets, groups and what they return are made by the functions of this
// package. Their zero values are of no use, and their methods panic, as those of a
// [bufio.Writer] do.
//
// # Loops and goroutines
//
// Sockets run on the event loops of a [Group]. The package's functions use a
// default group with one loop for each processor; a group of one loop, made with
// [NewGroup], has all callbacks on one goroutine, as in Node.
//
// A socket stays on its loop. Its callbacks run there one at a time, in order,
// and never under a lock. A callback that takes long holds up the other sockets
// of that loop: long work belongs on a goroutine.
//
// Every method may be called from any goroutine, from callbacks as well as
// from outside. No event is delivered before the function that handed you the
// socket has returned. When you add a listener from outside the loop, the
// event may have happened between the two calls; those that happen once and
// stay true (connect, ready, end, finish, error, close, listening) are then
// delivered all the same, and data waits for its first listener. On the loop a
// late listener misses the event, as in Node.
//
// [Wait] returns when nothing is left that could still happen.
//
// # Backpressure
//
// [Socket.Write] accepts all it is given and returns false when enough is
// waiting; [Socket.OnDrain] tells when that has been written. [Socket.Pause]
// stops the flow of data: the socket reads on until its high-water mark of 64
// KiB is reached, then the kernel's window closes and the peer has to wait.
// [Socket.Pipe] does both. To relay by hand, keep both sockets on one loop, as those
// made in a callback are anyway ([SocketOptions].SameLoop): between two loops 'drain'
// may come after Write has said false and before Pause, so that nothing resumes; ask
// [Socket.WritableNeedDrain] again after Pause.
//
// # Ends
//
// [Socket.End] ends the writing side once everything is written. When the peer
// ends, 'end' follows the last data; unless AllowHalfOpen is set the socket then
// ends its own side too. With both sides ended, or after [Socket.Destroy], comes
// 'close', exactly once and last.
//
// The peer hears of End, of Destroy and of a reset when they are called, from
// whatever goroutine and however busy the loop is; 'finish' and 'close' come when
// the loop has time.
//
// # Answers
//
// Whatever was handed out is answered exactly once: callbacks, the channels of
// PipeTo and PipeFrom, iterators, and everything that waits. That holds for a socket
// that was never connected, that was refused or is destroyed, after a panic and after
// [runtime.Goexit], and when the group is closed, or has been before: what is then
// still to be told is told on a goroutine that lasts no longer. 'error' comes at most
// once, right before 'close', and 'close' exactly once, as the last event; a socket
// that connects again starts over. When a context ends, so does the wait, whatever
// callbacks, timers or connections are left.
//
// # Who owns a slice
//
// The data given to a listener belongs to the listener. The data given to Write
// belongs to the caller again when Write returns. [OnRead] reads into a buffer
// of yours without any allocation.
//
// # Errors
//
// Misuse is reported by the call, where Node throws. What happens to a
// connection arrives as 'error' and 'close'. Every error is an [*Error] with
// Node's code and message, and matches what a Go programmer looks for with
// [errors.Is]. Without an 'error' listener nothing crashes: [Socket.Err] keeps
// the error. A panic in a callback destroys that socket with an error, is
// logged through [log/slog] and harms nothing else: the event's other listeners
// are called, and so are those of the events that follow. [runtime.Goexit] costs
// no more than the call that it was called in.
//
// # Go's own style
//
// [Dial] and [Listen] wait and take a context; [Server.Connections] and
// [Socket.Chunks] are for range loops; [FromConn] and [Server.Serve] take any
// [net.Conn] and [net.Listener].
package nodenet
