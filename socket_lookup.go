package nodenet

import (
	"context"
	"net"
	"net/netip"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// resolve asks for the addresses of the host's name, off the loop.
func (c *connecting) resolve() {
	lookup, l := c.options.Lookup, c.socket.loop
	if lookup == nil {
		lookup = resolveHost
	}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	go func() {
		var addresses []netip.Addr
		var err error = misuse("ERR_INVALID_STATE", "the lookup has ended its goroutine")
		defer func() { // also when the lookup calls runtime.Goexit
			l.Post(loop.Task{On: loop.Func(func() { c.onLookup(addresses, err) })})
		}()
		addresses, err = callLookup(lookup, c)
	}()
}

func callLookup(lookup LookupFunc, c *connecting) (addresses []netip.Addr, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = panicError(c.socket.loop.Log(), r)
		}
	}()
	addresses, err = lookup(c.ctx, c.options.Host, c.options.Family)
	return addresses, transport.Tame(err)
}

// resolveHost is Go's resolver, in the resolver's order.
func resolveHost(ctx context.Context, host string, family int) ([]netip.Addr, error) {
	network := map[int]string{0: "ip", 4: "ip4", 6: "ip6"}[family]
	addresses, err := net.DefaultResolver.LookupNetIP(ctx, network, host)
	for i, ip := range addresses {
		addresses[i] = ip.Unmap()
	}
	return addresses, err
}

func (c *connecting) onLookup(addresses []netip.Addr, err error) {
	s, host := c.socket, c.options.Host
	if !c.live() {
		return
	}
	if err == nil && len(addresses) == 0 {
		err = &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	if err != nil {
		e := lookupError(host, err)
		defer s.Destroy(e) // also when a listener calls runtime.Goexit
		emit(s, evLookup, func(f func(error, string, int, string)) { f(e, "", 0, host) })
		return
	}
	usable := addresses[:0:0]
	for _, ip := range addresses {
		if ip.IsValid() {
			usable = append(usable, ip)
		}
	}
	if addresses = usable; len(addresses) == 0 {
		s.Destroy(misuse(node.InvalidIP("the lookup has found none")))
		return
	}
	c.several = !c.options.SingleAddress && !singleAddressDefault.Load() &&
		(c.options.Family == 0 || c.options.everyAddress) && c.options.LocalAddress == "" && c.options.Bound == nil
	if !c.several {
		addresses = addresses[:1]
	}
	defer c.found(addresses)
	each(addresses, func(ip netip.Addr) {
		if c.live() {
			emit(s, evLookup, func(f func(error, string, int, string)) { f(nil, ip.String(), familyOf(ip), host) })
		}
	})
}

// found is the rest of onLookup: it begins with the attempts.
func (c *connecting) found(addresses []netip.Addr) {
	if !c.live() {
		return
	}
	s := c.socket
	s.mu.Lock()
	s.activeLocked()
	s.mu.Unlock()
	c.addresses = node.Interleave(addresses, netip.Addr.Is4)
	c.several = len(c.addresses) > 1
	c.attemptNext()
}
