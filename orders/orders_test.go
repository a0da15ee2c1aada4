package orders

import (
	"testing"

	. "github.com/nodenet-go/nodenet"
)

// Not played are the scripts for what is JavaScript's alone, for what is not there
// yet, and those in which Node and this package differ by design (README.md):
//
//   - Listen with an address has bound when it returns: server-close-early,
//     server-eaddrinuse, server-listen-again-after-close, server-listen-order,
//     server-listen-twice, and the two of -by-name, where Close and Listen know
//     that the name is being looked up
//   - no callback is forgotten: end-callback-after-destroy
//   - a second Connect is refused: connect-twice, connect-when-connected
//   - Read tells no data listener, Unshift none before it has returned:
//     readable-and-data, unshift
//   - no EBADF while connecting: type-of-service-option
//   - Go's net package has paths of 107 bytes at most: server-listen-path-lengths
func TestOrdersOfEnding(t *testing.T) {
	playSituations(t, []situation{
		{name: "client-ends-first", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, nil)
				r.props(client, "readyState", "writable", "writableEnded", "writableFinished", "destroyed")
				client.OnceFinish(func() { r.props(client, "readyState", "writableFinished") })
				client.OnceEnd(func() { r.props(client, "readyState", "destroyed") })
			})
		}},
		{name: "accepted-ends-first", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				r.end(accepted, "bye")
				client.OnceEnd(func() { r.props(client, "readyState", "writable", "writableEnded", "destroyed") })
			})
		}},
	})
}
