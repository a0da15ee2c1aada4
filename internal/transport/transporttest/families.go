// Package transporttest has what tests need that run on every transport.
package transporttest

import "github.com/nodenet-go/nodenet/internal/transport"

// Family is a family of transports.
type Family struct {
	Name    string
	Network transport.Network
}

// Families are those that this system has: where no descriptor can be watched,
// the default is net.Conn.
func Families() []Family {
	conns := Family{"conns", transport.Conns}
	if transport.Default == transport.Conns {
		return []Family{conns}
	}
	return []Family{{"descriptors", transport.Default}, conns}
}
