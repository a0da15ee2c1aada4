package nodenet

import (
	"net/netip"
	"sync"
	"sync/atomic"

	"github.com/gaissmai/bart"
	"go4.org/netipx"

	"github.com/nodenet-go/nodenet/internal/node"
)

// BlockList is a set of rules that say which IP addresses are blocked: Node's
// net.BlockList. The zero value is an empty list. A server drops connections
// from blocked addresses ([ServerOptions]), a socket does not connect to them
// ([SocketOptions]).
//
// An IPv4 address in IPv6 form is the IPv4 address: rules for either match both.
// Zones are ignored.
//
// Every method may be called from any goroutine. Check takes no lock, except
// the first time after a change, and takes nanoseconds however many rules
// there are; changes are seen by the checks that begin after them.
type BlockList struct {
	table atomic.Pointer[bart.Lite] // what Check reads; never changed once it is there
	stale atomic.Bool               // there are changes that the table lacks

	mu        sync.Mutex
	changes   []change
	next      uint64 // number of the next rule
	addresses ruleSet[netip.Addr]
	texts     map[netip.Addr]netip.Addr // addresses that were given in IPv6 form
	subnets   ruleSet[netip.Prefix]
	ranges    ruleSet[addressRange]
	again     map[netip.Prefix]int // by how many rules more than one a prefix is covered
}

// change is a prefix that one rule more covers, or one rule less.
type change struct {
	prefix netip.Prefix
	gone   bool
}

// addressRange is the rule of AddRange.
type addressRange struct{ from, to netip.Addr }

// ruleSet has the rules of one kind: the number of the newest of each, and those
// of older ones that are the same.
type ruleSet[K comparable] struct {
	newest map[K]uint64
	older  map[K][]uint64
	size   int
}

func (r *ruleSet[K]) add(rule K, number uint64) {
	if r.newest == nil {
		r.newest = map[K]uint64{}
	}
	if before, ok := r.newest[rule]; ok {
		if r.older == nil {
			r.older = map[K][]uint64{}
		}
		r.older[rule] = append(r.older[rule], before)
	}
	r.newest[rule] = number
	r.size++
}

func (r *ruleSet[K]) has(rule K) bool {
	_, ok := r.newest[rule]
	return ok
}

// remove removes the newest of the rules that are the same.
func (r *ruleSet[K]) remove(rule K) bool {
	if !r.has(rule) {
		return false
	}
	r.size--
	older := r.older[rule]
	switch len(older) {
	case 0:
		delete(r.newest, rule)
		return true
	case 1:
		delete(r.older, rule)
	default:
		r.older[rule] = older[:len(older)-1]
	}
	r.newest[rule] = older[len(older)-1]
	return true
}

// mapped has all IPv4 addresses in IPv6 form.
var mapped = netip.PrefixFrom(netip.AddrFrom16([16]byte{10: 0xff, 11: 0xff}), 96)

// Check reports whether an address is blocked. Node: check().
func (l *BlockList) Check(ip netip.Addr) bool {
	if l.stale.Load() {
		l.mu.Lock()
		l.apply()
		l.mu.Unlock()
	}
	table := l.table.Load()
	if table == nil {
		return false
	}
	if ip.Is4In6() && table.Contains(ip.Unmap()) {
		return true
	}
	return table.Contains(ip)
}

// CheckString is Check for the text of an address; a text that is not an
// address is not blocked.
func (l *BlockList) CheckString(address string) bool {
	ip, err := netip.ParseAddr(address)
	return err == nil && l.Check(ip)
}

// AddAddress blocks an address. Node: addAddress().
func (l *BlockList) AddAddress(ip netip.Addr) error { return l.AddAddresses(ip) }

// AddAddresses blocks several addresses: all of them, or, when one is invalid,
// none. Node: addAddresses().
func (l *BlockList) AddAddresses(ips ...netip.Addr) error {
	for _, ip := range ips {
		if !ip.IsValid() {
			return errInvalidAddress()
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	prefixes := make([]netip.Prefix, 0, len(ips))
	for _, ip := range ips {
		ip = ip.WithZone("")
		key := ip.Unmap()
		if ip != key {
			if l.texts == nil {
				l.texts = map[netip.Addr]netip.Addr{}
			}
			l.texts[key] = ip
		} else if l.texts != nil {
			delete(l.texts, key)
		}
		if l.addresses.has(key) {
			continue
		}
		l.addresses.add(key, l.number())
		prefixes = append(prefixes, netip.PrefixFrom(key, key.BitLen()))
	}
	l.coverLocked(prefixes)
	return nil
}

// AddRange blocks the addresses from one to another, both included. It fails
// with ERR_INVALID_ARG_VALUE when the first is after the last. A range from an
// address of one family to one of the other matches nothing, as in Node.
// Node: addRange().
func (l *BlockList) AddRange(from, to netip.Addr) error {
	if !from.IsValid() || !to.IsValid() {
		return errInvalidAddress()
	}
	from, to = from.WithZone(""), to.WithZone("")
	a, b := from, to
	if a.Is4() != b.Is4() {
		a, b = a.Unmap(), b.Unmap()
	}
	if a.BitLen() == b.BitLen() && b.Less(a) {
		return misuse(node.InvalidValue("start", node.MustComeBeforeEnd, FormatIP(from)))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	r := addressRange{from, to}
	l.ranges.add(r, l.number())
	l.coverLocked(r.prefixes())
	return nil
}

// AddSubnet blocks a subnet. Node: addSubnet().
func (l *BlockList) AddSubnet(subnet netip.Prefix) error { return l.AddSubnets(subnet) }

// AddCIDR blocks a subnet such as "10.0.0.0/8". Node: addCIDR().
func (l *BlockList) AddCIDR(cidr string) error { return l.AddCIDRs(cidr) }

// AddCIDRs blocks several subnets: all of them, or, when one is wrong, none.
// Node: addCIDRs().
func (l *BlockList) AddCIDRs(cidrs ...string) error {
	subnets := make([]netip.Prefix, len(cidrs))
	for i, cidr := range cidrs {
		p, err := parseCIDR(cidr)
		if err != nil {
			return err
		}
		subnets[i] = p
	}
	return l.AddSubnets(subnets...)
}

// AddSubnets blocks several subnets: all of them, or, when one is invalid, none.
func (l *BlockList) AddSubnets(subnets ...netip.Prefix) error {
	for _, p := range subnets {
		if !p.IsValid() {
			return errInvalidAddress()
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	prefixes := make([]netip.Prefix, 0, len(subnets))
	for _, p := range subnets {
		l.subnets.add(p, l.number())
		prefixes = appendCovered(prefixes, p)
	}
	l.coverLocked(prefixes)
	return nil
}

// RemoveAddress removes the rule that AddAddress has made, and reports whether
// there was one. Node: removeAddress().
func (l *BlockList) RemoveAddress(ip netip.Addr) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := ip.WithZone("").Unmap()
	if !l.addresses.remove(key) {
		return false
	}
	delete(l.texts, key)
	l.uncoverLocked([]netip.Prefix{netip.PrefixFrom(key, key.BitLen())})
	return true
}

// RemoveRange removes a rule of AddRange with just these ends. Node:
// removeRange().
func (l *BlockList) RemoveRange(from, to netip.Addr) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := addressRange{from.WithZone(""), to.WithZone("")}
	if !l.ranges.remove(r) {
		return false
	}
	l.uncoverLocked(r.prefixes())
	return true
}

// RemoveSubnet removes a rule of AddSubnet or AddCIDR: that of just this
// address and length. Node: removeSubnet().
func (l *BlockList) RemoveSubnet(subnet netip.Prefix) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.subnets.remove(subnet) {
		return false
	}
	l.uncoverLocked(appendCovered(nil, subnet))
	return true
}

// RemoveCIDR is RemoveSubnet for a text such as "10.0.0.0/8". Node:
// removeCIDR().
func (l *BlockList) RemoveCIDR(cidr string) bool {
	p, err := parseCIDR(cidr)
	return err == nil && l.RemoveSubnet(p)
}

// Clear removes every rule. Node: clear().
func (l *BlockList) Clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clearLocked()
	l.table.Store(nil)
}

// clearLocked leaves the table.
func (l *BlockList) clearLocked() {
	l.addresses, l.subnets, l.ranges = ruleSet[netip.Addr]{}, ruleSet[netip.Prefix]{}, ruleSet[addressRange]{}
	l.texts, l.again, l.changes = nil, nil, nil
	l.stale.Store(false)
}

// Replace takes the rules of another list, which is empty then, in the place of its own,
// all at once: every check finds either those from before or the new ones. So a server
// that is running gets a list that was read anew. Nil is an empty list. Node has none.
func (l *BlockList) Replace(with *BlockList) {
	switch with {
	case l:
		return
	case nil:
		with = &BlockList{}
	}
	with.mu.Lock()
	with.apply()
	table, next := with.table.Load(), with.next
	addresses, subnets, ranges, texts, again := with.addresses, with.subnets, with.ranges, with.texts, with.again
	with.clearLocked()
	with.table.Store(nil)
	with.mu.Unlock()

	l.mu.Lock()
	defer l.mu.Unlock()
	l.clearLocked()
	l.addresses, l.subnets, l.ranges, l.texts, l.again, l.next = addresses, subnets, ranges, texts, again, max(l.next, next)
	l.table.Store(table)
}

// Size returns how many rules there are. Node: size.
func (l *BlockList) Size() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.addresses.size + l.subnets.size + l.ranges.size
}

func (l *BlockList) number() uint64 {
	l.next++
	return l.next
}

// many is from how many changes on it is quicker to copy the whole table once
// than the path to each of them.
const many = 256

// coverLocked has Check match prefixes.
func (l *BlockList) coverLocked(prefixes []netip.Prefix) { l.change(prefixes, false) }

// uncoverLocked takes back what one rule has covered.
func (l *BlockList) uncoverLocked(prefixes []netip.Prefix) { l.change(prefixes, true) }

// change leaves the work to the next Check: a table is dear to change while
// others read it, and cheap to change a thousand times at once. What waits is at
// most a part of what is there, so that no check has to wait for long.
func (l *BlockList) change(prefixes []netip.Prefix, gone bool) {
	for _, p := range prefixes {
		l.changes = append(l.changes, change{p, gone})
	}
	l.stale.Store(len(l.changes) > 0)
	size := 0
	if table := l.table.Load(); table != nil {
		size = table.Size()
	}
	if len(l.changes) >= max(many, size/4) {
		l.apply()
	}
}

// apply brings the table up to date. Readers go on with the one that they have;
// they get a new one that shares what has not changed.
func (l *BlockList) apply() {
	if len(l.changes) == 0 {
		return
	}
	table := l.table.Load()
	if table == nil {
		table = new(bart.Lite)
	}
	atOnce := len(l.changes) >= many
	if atOnce {
		table = table.Clone()
	}
	for _, c := range l.changes {
		switch n := l.again[c.prefix]; {
		case c.gone && n > 1:
			l.again[c.prefix] = n - 1
		case c.gone && n == 1:
			delete(l.again, c.prefix)
		case c.gone && atOnce:
			table.Delete(c.prefix)
		case c.gone:
			table = table.DeletePersist(c.prefix)
		case table.Get(c.prefix):
			if l.again == nil {
				l.again = map[netip.Prefix]int{}
			}
			l.again[c.prefix]++
		case atOnce:
			table.Insert(c.prefix)
		default:
			table = table.InsertPersist(c.prefix)
		}
	}
	l.changes = l.changes[:0]
	l.table.Store(table)
	l.stale.Store(false)
}

// appendCovered appends the prefixes that a subnet covers: its own in its
// shortest form, and all of IPv4 when the IPv4 addresses in IPv6 form are in it.
func appendCovered(to []netip.Prefix, p netip.Prefix) []netip.Prefix {
	p = p.Masked()
	switch {
	case p.Addr().Is4():
		return append(to, p)
	case p.Bits() >= mapped.Bits() && mapped.Contains(p.Addr()):
		return append(to, netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-mapped.Bits()))
	case p.Contains(mapped.Addr()):
		return append(to, p, netip.PrefixFrom(netip.IPv4Unspecified(), 0))
	}
	return append(to, p)
}

// prefixes are the fewest that cover the range.
func (r addressRange) prefixes() []netip.Prefix {
	from, to := r.from, r.to
	if from.Unmap().Is4() && to.Unmap().Is4() {
		from, to = from.Unmap(), to.Unmap()
	}
	return netipx.IPRangeFrom(from, to).Prefixes()
}
