package nodenet

import (
	"encoding/json"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nodenet-go/nodenet/internal/node"
)

// PrivateRanges returns the subnets of private, loopback and link-local
// addresses, for AddCIDRs. Node: BlockList.PRIVATE_RANGES.
func PrivateRanges() []string {
	return []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8",
		"::1/128", "169.254.0.0/16", "fe80::/10", "fc00::/7"}
}

// Rules returns the rules as Node writes them: "Address: IPv4 1.2.3.4",
// "Subnet: IPv4 10.0.0.0/8", "Range: IPv4 1.0.0.1-1.0.0.9". Addresses come first,
// then subnets, then ranges; the newest of each first. Node: rules.
func (l *BlockList) Rules() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	rules := make([]string, 0, l.addresses.size+l.subnets.size+l.ranges.size)
	rules = appendRules(rules, &l.addresses, "Address: ", func(ip netip.Addr) (netip.Addr, string) {
		if given, ok := l.texts[ip]; ok {
			ip = given
		}
		return ip, ""
	})
	rules = appendRules(rules, &l.subnets, "Subnet: ", func(p netip.Prefix) (netip.Addr, string) {
		return p.Addr(), "/" + strconv.Itoa(p.Bits())
	})
	return appendRules(rules, &l.ranges, "Range: ", func(r addressRange) (netip.Addr, string) {
		return r.from, "-" + FormatIP(r.to)
	})
}

// appendRules appends the texts of the rules of one kind, newest first.
func appendRules[K comparable](to []string, r *ruleSet[K], kind string, parts func(K) (netip.Addr, string)) []string {
	type numbered struct {
		number uint64
		rule   K
	}
	all := make([]numbered, 0, r.size)
	for rule, number := range r.newest {
		all = append(all, numbered{number, rule})
	}
	for rule, numbers := range r.older {
		for _, number := range numbers {
			all = append(all, numbered{number, rule})
		}
	}
	slices.SortFunc(all, func(a, b numbered) int {
		if a.number > b.number {
			return -1
		}
		return 1
	})
	for _, n := range all {
		ip, rest := parts(n.rule)
		to = append(to, kind+familyName(familyOf(ip))+" "+FormatIP(ip)+rest)
	}
	return to
}

// FormatIP writes an IP address as Node does. Go differs where the first twelve
// bytes of an IPv6 address are zero: "::102:304" for "::1.2.3.4".
func FormatIP(ip netip.Addr) string {
	if ip.Is6() && !ip.Is4In6() && ip.Zone() == "" {
		b := ip.As16()
		if [12]byte(b[:12]) == [12]byte{} && (b[12] != 0 || b[13] != 0) {
			return "::" + netip.AddrFrom4([4]byte(b[12:])).String()
		}
	}
	return ip.String()
}

// MarshalJSON writes the rules as an array of texts. Node: toJSON().
func (l *BlockList) MarshalJSON() ([]byte, error) { return json.Marshal(l.Rules()) }

// UnmarshalJSON adds the rules of an array of texts to those that are there,
// so that Rules returns them in the order they had. Node: fromJSON(), which
// reverses the order.
func (l *BlockList) UnmarshalJSON(data []byte) error {
	var rules []string
	if err := json.Unmarshal(data, &rules); err != nil {
		return err
	}
	slices.Reverse(rules)
	return l.AddRules(rules...)
}

// rulePattern finds a rule of one kind in a text, as Node does: anywhere.
type rulePattern struct {
	*regexp.Regexp
	add func(l *BlockList, a, b string) error
}

var rulePatterns = sync.OnceValue(func() []rulePattern {
	const four, six = `(\d{1,3}(?:\.\d{1,3}){3})`, `([0-9a-fA-F:.]{1,45})`
	pattern := func(text string, add func(l *BlockList, a, b string) error) rulePattern {
		return rulePattern{regexp.MustCompile(text), add}
	}
	return []rulePattern{
		pattern("Subnet: IPv4 "+four+`/(\d{1,2})`, addSubnetText),
		pattern("Subnet: IPv6 "+six+`/(\d{1,3})`, addSubnetText),
		pattern("Range: IPv4 "+four+"-"+four, addRangeText),
		pattern("Range: IPv6 "+six+"-"+six, addRangeText),
		pattern("Address: IPv4 "+four+"()", addAddressText),
		pattern("Address: IPv6 "+six+"()", func(l *BlockList, a, b string) error {
			if IsIPv4(a) {
				return errInvalidAddress()
			}
			return addAddressText(l, a, b)
		}),
	}
})

func addSubnetText(l *BlockList, network, length string) error {
	n, _ := strconv.Atoi(length)
	return l.AddCIDR(network + "/" + itoa(n))
}

func addRangeText(l *BlockList, a, b string) error {
	from, err := netip.ParseAddr(a)
	to, err2 := netip.ParseAddr(b)
	if err != nil || err2 != nil {
		return errInvalidAddress()
	}
	return l.AddRange(from, to)
}

func addAddressText(l *BlockList, a, _ string) error {
	ip, err := netip.ParseAddr(a)
	if err != nil {
		return errInvalidAddress()
	}
	return l.AddAddress(ip)
}

// AddRules adds rules written as Rules writes them, one after the other. A
// text that is not a rule is skipped, as in Node. Node: fromJSON().
func (l *BlockList) AddRules(rules ...string) error {
	for _, text := range rules {
		for _, p := range rulePatterns() {
			if m := p.FindStringSubmatch(text); m != nil {
				if err := p.add(l, m[1], m[2]); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

// parseCIDR reads an address and the length of its prefix.
func parseCIDR(cidr string) (netip.Prefix, error) {
	address, length, ok := strings.Cut(cidr, "/")
	if !ok {
		return netip.Prefix{}, misuse(node.InvalidValue("cidr", node.MustHavePrefix, "'"+cidr+"'"))
	}
	n, err := strconv.Atoi(length)
	if err != nil || strconv.Itoa(n) != length {
		return netip.Prefix{}, misuse(node.InvalidValue("cidr", node.PrefixMustBeInteger, "'"+cidr+"'"))
	}
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}, errInvalidAddress()
	}
	ip = ip.WithZone("")
	if n < 0 || n > ip.BitLen() {
		return netip.Prefix{}, errOutOfRange("prefix", ">= 0 && <= "+itoa(ip.BitLen()), itoa(n))
	}
	return netip.PrefixFrom(ip, n), nil
}

func errInvalidAddress() *Error { return misuse(node.InvalidSocketAddress()) }
