package orders

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	. "github.com/nodenet-go/nodenet"
)

// props logs properties of a socket, under Node's names.
func (r *recorder) props(s *Socket, names ...string) {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = name + "=" + property(s, name)
	}
	r.log(s, "props %s", strings.Join(texts, " "))
}

func property(s *Socket, name string) string {
	address := func(a *Address, part string) string {
		switch {
		case a.Family == "" || a.Family == "pipe":
			return "undefined"
		case part == "address":
			return a.Address
		case part == "family":
			return a.Family
		}
		return "PORT"
	}
	switch name {
	case "readyState":
		return s.ReadyState()
	case "connecting":
		return fmt.Sprint(s.Connecting())
	case "pending":
		return fmt.Sprint(s.Pending())
	case "destroyed":
		return fmt.Sprint(s.Destroyed())
	case "closed": // Node's is true from destroy() on, ours from 'close' on
		return fmt.Sprint(s.Destroyed())
	case "errored":
		var e *Error
		switch err := s.Err(); {
		case err == nil:
			return "null"
		case errors.As(err, &e) && len(e.Errors) > 0:
			return "" // as in errText
		default:
			return err.Error()
		}
	case "readable":
		return fmt.Sprint(s.Readable())
	case "writable":
		return fmt.Sprint(s.Writable())
	case "readableEnded":
		return fmt.Sprint(s.ReadableEnded())
	case "readableFlowing":
		if !s.ReadableFlowing() && !s.IsPaused() {
			return "null"
		}
		return fmt.Sprint(s.ReadableFlowing())
	case "readableLength":
		return fmt.Sprint(s.ReadableLength())
	case "readableHighWaterMark":
		return fmt.Sprint(s.ReadableHighWaterMark())
	case "writableEnded":
		return fmt.Sprint(s.WritableEnded())
	case "writableFinished":
		return fmt.Sprint(s.WritableFinished())
	case "writableLength", "bufferSize":
		return fmt.Sprint(s.WritableLength())
	case "writableHighWaterMark":
		return fmt.Sprint(s.WritableHighWaterMark())
	case "writableNeedDrain":
		return fmt.Sprint(s.WritableNeedDrain())
	case "writableCorked":
		return fmt.Sprint(s.WritableCorked())
	case "bytesRead":
		return fmt.Sprint(s.BytesRead())
	case "bytesWritten":
		return fmt.Sprint(s.BytesWritten())
	case "allowHalfOpen":
		return fmt.Sprint(s.AllowHalfOpen())
	case "isPaused":
		return fmt.Sprint(s.IsPaused())
	case "timeout":
		if s.Timeout() == 0 {
			return "undefined" // or 0 in Node, once it was set: see inGo
		}
		return fmt.Sprint(s.Timeout().Milliseconds())
	case "remoteAddress":
		return address(nodesRemote(s), "address")
	case "remotePort":
		return address(nodesRemote(s), "port")
	case "remoteFamily":
		return address(nodesRemote(s), "family")
	case "localAddress":
		return address(s.LocalAddr(), "address")
	case "localPort":
		return address(s.LocalAddr(), "port")
	case "localFamily":
		return address(s.LocalAddr(), "family")
	}
	panic("no property " + name)
}

// askedFor has the sockets whose peer's address was asked for while they were open.
var askedFor sync.Map

// nodesRemote is the peer's address as Node has it: gone with the connection, unless
// somebody has asked before. Ours stays in any case.
func nodesRemote(s *Socket) *Address {
	if _, asked := askedFor.Load(s); !asked && s.Destroyed() {
		return &Address{}
	}
	a := s.RemoteAddr()
	if a.Family != "" {
		askedFor.Store(s, true)
	}
	return a
}

// state logs everything telling about a socket.
func (r *recorder) state(s *Socket) {
	r.props(s, "readyState", "connecting", "pending", "destroyed", "closed", "errored", "readable", "writable",
		"readableEnded", "writableEnded", "writableFinished", "bytesRead", "bytesWritten",
		"writableLength", "remoteAddress", "remotePort", "localAddress", "localPort", "timeout")
}
