package dns

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

// Address is what a name stands for.
type Address struct {
	Address string
	Family  int // 4 or 6
}

// Hints for dns.lookup.
const (
	ADDRCONFIG = 32
	ALL        = 16
	V4MAPPED   = 8
)

// lookup finds the addresses of a host as dns.lookup does; all asks for more than
// the first one. done is called as an event of its own, or for what needs no lookup
// by process.nextTick, with either addresses or an error.
func lookup(e *engine.Engine, host string, family, hints int, all bool, order string, done func([]Address, *goja.Object)) {
	if family := node.IsIP(host); family != 0 {
		e.NextTick(func() { done([]Address{{host, family}}, nil) })
		return
	}
	if e.Denied(engine.UseNetwork, "") != nil {
		e.NextTick(func() { done(nil, failure(e, "getaddrinfo", accessDenied, host)) })
		return
	}
	name := url.ToASCII(host)
	if name == "" || len(name) > 255 {
		e.NextTick(func() { done(nil, failure(e, "getaddrinfo", "EINVAL", host)) })
		return
	}
	var addresses []Address
	var code string
	look := e.Host.Lookup
	if look == nil {
		look = system
	}
	ended := e.Active("GetAddrInfoReqWrap")
	e.GoUntilClosed(func(ctx context.Context) { addresses, code = resolve(ctx, look, name, family, hints) }, func() {
		ended()
		if code != "" {
			done(nil, failure(e, "getaddrinfo", code, host))
			return
		}
		sortAddresses(addresses, order)
		if !all {
			addresses = addresses[:1]
		}
		done(addresses, nil)
	})
}

// accessDenied is the code of what the program has no permission for.
const accessDenied = "ERR_ACCESS_DENIED"

// sortAddresses puts one family first, where that is wanted.
func sortAddresses(list []Address, order string) {
	first := map[string]int{"ipv4first": 4, "ipv6first": 6}[order]
	if first == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b Address) int {
		switch {
		case a.Family == b.Family:
			return 0
		case a.Family == first:
			return -1
		}
		return 1
	})
}

// origins and originOfQuery are the frames of Node's own in the errors of look-ups.
var origins = map[string][]engine.Frame{
	"getaddrinfo": {{Function: "GetAddrInfoReqWrap.onlookupall [as oncomplete]", File: "node:dns", Line: 122, Column: 26}},
	"getnameinfo": {{Function: "GetNameInfoReqWrap.onlookupservice [as oncomplete]", File: "node:dns", Line: 260, Column: 26}},
}

var originOfQuery = engine.Frame{Function: "QueryReqWrap.onresolve [as oncomplete]", File: "node:internal/dns/callback_resolver", Line: 45, Column: 19}

// failure is an error of getaddrinfo or getnameinfo: "call CODE host".
func failure(e *engine.Engine, call, code, host string) *goja.Object {
	failed := node.FailedLookup(call, code, host, nil)
	o := e.PlainErrorFrom(failed.Message, origins[call]...)
	if engine.Must(o.Set("errno", failed.Errno)); code == accessDenied {
		engine.Must(o.Set("errno", goja.Undefined()))
	}
	engine.Must(o.Set("code", code))
	engine.Must(o.Set("syscall", call))
	engine.Must(o.Set("hostname", host))
	return o
}

// queryError is an error of the queries, which have no number.
func queryError(e *engine.Engine, call, code, host string) *goja.Object {
	message := call + " " + code
	if host != "" {
		message += " " + host
	}
	o := e.PlainErrorFrom(message, originOfQuery)
	engine.Must(o.Set("errno", goja.Undefined()))
	engine.Must(o.Set("code", code))
	engine.Must(o.Set("syscall", call))
	if host != "" {
		engine.Must(o.Set("hostname", host))
	}
	return o
}

type lookUp = func(ctx context.Context, host string) ([]netip.Addr, error)

// system is the system's resolver.
func system(ctx context.Context, host string) ([]netip.Addr, error) {
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

// resolve finds the addresses of a host; any goroutine may call it. The code is ""
// when there are addresses.
func resolve(ctx context.Context, look lookUp, host string, family, hints int) (list []Address, code string) {
	a, isNumber := numeric(host)
	if isNumber {
		list = []Address{{a, 4}}
	} else {
		ips, err := look(ctx, host)
		if err != nil {
			return nil, node.LookupCode(err)
		}
		for _, ip := range ips {
			ip = ip.Unmap()
			a := Address{ip.String(), 6}
			if ip.Is4() {
				a.Family = 4
			}
			if ip.IsValid() && !slices.Contains(list, a) {
				list = append(list, a)
			}
		}
	}
	list = chosen(list, family, hints, configured)
	if len(list) == 0 {
		if isNumber {
			return nil, "EAI_ADDRFAMILY"
		}
		return nil, "ENOTFOUND"
	}
	return list, ""
}

// chosen keeps the addresses that are asked for. A machine with nothing but the
// loopback, where no family is configured, has addresses all the same, as in glibc:
// unless a family is asked for.
func chosen(list []Address, family, hints int, configured func(family int) bool) []Address {
	if hints&ADDRCONFIG != 0 && (family != 0 || configured(4) || configured(6)) {
		list = slices.DeleteFunc(list, func(a Address) bool { return !configured(a.Family) })
	}
	if family == 0 {
		return list
	}
	var of, mapped []Address
	for _, a := range list {
		if a.Family == family {
			of = append(of, a)
		} else if family == 6 {
			mapped = append(mapped, Address{"::ffff:" + a.Address, 6})
		}
	}
	if hints&V4MAPPED != 0 && (len(of) == 0 || hints&ALL != 0) {
		of = append(of, mapped...)
	}
	return of
}

// configured reports whether an interface has an address of a family, beside
// the loopback.
func configured(family int) bool {
	addresses, _ := net.InterfaceAddrs()
	for _, a := range addresses {
		n, ok := a.(*net.IPNet)
		if ok && !n.IP.IsLoopback() && (n.IP.To4() != nil) == (family == 4) {
			return true
		}
	}
	return false
}

// numeric reads the old ways to write an IPv4 address: 127.1, 0x7f000001.
func numeric(host string) (string, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > 4 {
		return "", false
	}
	var address uint64
	for i, part := range parts {
		if part == "" || part[0] < '0' || part[0] > '9' || strings.Contains(part, "_") {
			return "", false
		}
		n, err := strconv.ParseUint(part, 0, 32)
		if err != nil {
			return "", false
		}
		if i == len(parts)-1 {
			if n >= 1<<(8*(4-i)) {
				return "", false
			}
			address |= n
		} else if n > 255 {
			return "", false
		} else {
			address |= n << (8 * (3 - i))
		}
	}
	return netip.AddrFrom4([4]byte{byte(address >> 24), byte(address >> 16), byte(address >> 8), byte(address)}).String(), true
}
