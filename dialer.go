package nodenet

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/netip"
	"time"
)

// Dialer connects sockets and returns them as [net.Conn], as [net.Dialer] does. The zero
// value is ready for use:
//
//	transport := &http.Transport{DialContext: (&nodenet.Dialer{}).DialContext}
type Dialer struct {
	// Group is where the sockets live; nil is the default group.
	Group *Group
	// Timeout limits the connecting, as the context does; 0 is no limit.
	Timeout time.Duration
	// Options are those of the sockets. Where to connect to, Family, NoDelay,
	// KeepAlive and half-open are as with [net.Dialer], whatever they say here; a
	// KeepAliveInitialDelay of 0 is 15 s.
	Options ConnectOptions
}

// Dial is DialContext without a context.
func (d *Dialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialContext connects and waits until the connection is made, as the function
// [Dial]; what it returns is a [*Conn], and an error is a [*net.OpError].
func (d *Dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	s, err := d.dial(ctx, network, address)
	if err != nil {
		return nil, dialError(network, address, err)
	}
	return s.Conn(), nil
}

func (d *Dialer) dial(ctx context.Context, network, address string) (*Socket, error) {
	to, err := dialOptions(network, address)
	if err != nil {
		return nil, err
	}
	g := d.Group
	if g == nil {
		g = DefaultGroup()
	}
	if err := checkWait(ctx, g, "Dial"); err != nil {
		return nil, err
	}
	if d.Timeout != 0 { // a negative one is over already, as with net.Dialer
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d.Timeout)
		defer cancel()
	}
	if ctx.Err() != nil { // a refusal could be quicker
		return nil, abortedBy(ctx)
	}
	o := d.Options
	o.Path, o.Host, o.Port, o.Family, o.everyAddress = to.Path, to.Host, to.Port, to.Family, to.everyAddress
	o.AllowHalfOpen, o.NoDelay, o.KeepAlive = true, true, true
	o.KeepAliveInitialDelay = cmp.Or(o.KeepAliveInitialDelay, to.KeepAliveInitialDelay)
	return g.DialWith(ctx, o)
}

// dialError is the error as Go's net package has it.
func dialError(network, address string, err error) error {
	op := &net.OpError{Op: "dial", Net: network}
	var e *Error
	if errors.As(err, &e) {
		if len(e.Errors) > 0 {
			errors.As(e.Errors[0], &e)
		}
		if to, err := netip.ParseAddrPort(address); err == nil && e.Code == "ABORT_ERR" {
			op.Addr = net.TCPAddrFromAddrPort(to)
		} else if ip, err := netip.ParseAddr(e.Address); err == nil {
			op.Addr = net.TCPAddrFromAddrPort(netip.AddrPortFrom(ip, uint16(e.Port)))
		} else if e.Address != "" {
			op.Addr = &net.UnixAddr{Name: e.Address, Net: "unix"}
		}
	}
	op.Err = goError("connect", err)
	return op
}
