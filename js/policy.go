package js

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime/debug"
)

// What Net has of the program's, as the modules call it: a panic is an error there, and
// so is runtime.Goexit.

// control is asked about every address.
func (n *Net) control() func(op, network string, addr netip.AddrPort, path string) error {
	if n.Control == nil && n.BlockList == nil {
		return nil
	}
	return func(op, network string, addr netip.AddrPort, _ string) error {
		addr = reached(op, addr)
		if op == "dial" && n.BlockList != nil && addr.IsValid() && n.BlockList.Check(addr.Addr()) {
			return errBlocked
		}
		if n.Control == nil {
			return nil
		}
		_, err := asked("Control", func() (struct{}, error) { return struct{}{}, n.Control(op, network, addr) })
		return err
	}
}

// reached is where a connection to an address leads: what has many names has one for who
// decides. 0.0.0.0 and :: are this machine.
func reached(op string, addr netip.AddrPort) netip.AddrPort {
	at := addr.Addr().Unmap()
	switch {
	case op != "dial" || !at.IsUnspecified():
	case at.Is4():
		at = netip.AddrFrom4([4]byte{127, 0, 0, 1})
	default:
		at = netip.IPv6Loopback()
	}
	return netip.AddrPortFrom(at, addr.Port())
}

var errBlocked = errors.New("the address is on the block list")

func (n *Net) lookup() func(ctx context.Context, host string) ([]netip.Addr, error) {
	if n.Lookup == nil {
		return nil
	}
	return func(ctx context.Context, host string) ([]netip.Addr, error) {
		return asked("Lookup", func() ([]netip.Addr, error) { return n.Lookup(ctx, host) })
	}
}

func (n *Net) dial() func(ctx context.Context, network, address string) (net.Conn, error) {
	if n.Dial == nil {
		return nil
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		return asked("Dial", func() (net.Conn, error) { return n.Dial(ctx, network, address) })
	}
}

func (n *Net) listen() func(network, address string) (net.Listener, error) {
	if n.Listen == nil {
		return nil
	}
	return func(network, address string) (net.Listener, error) {
		return asked("Listen", func() (net.Listener, error) { return n.Listen(network, address) })
	}
}

// asked calls f on a goroutine of its own, which is all that runtime.Goexit costs.
func asked[T any](function string, f func() (T, error)) (value T, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = fmt.Errorf("runtime.Goexit in %s", function)
		defer func() {
			if r := recover(); r != nil {
				slog.Error("nodenet: panic in "+function+" of js.Net", "panic", r, "stack", string(debug.Stack()))
				err = fmt.Errorf("panic in %s: %v", function, r)
			}
		}()
		value, err = f()
	}()
	<-done
	return value, err
}
