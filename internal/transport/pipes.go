package transport

import (
	"net"
	"strings"
)

// NamedPipes are those of Windows, which are no sockets: somebody else's functions make
// them. The module pipes sets it when the program starts; nil means that a path is that
// of a Unix socket, whatever it looks like.
var NamedPipes *Pipes

// Pipes is how to listen at a pipe's name, and how to connect to it.
type Pipes struct {
	Listen func(Listen) (net.Listener, error)
	Dial   Dial
}

// pipes is what the address belongs to; nil if it is no named pipe's.
func (a Addr) pipes() *Pipes {
	if a.Unix && (strings.HasPrefix(a.Path, `\\.\pipe\`) || strings.HasPrefix(a.Path, `\\?\pipe\`)) {
		return NamedPipes
	}
	return nil
}
