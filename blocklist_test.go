package nodenet

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
)

func ip(text string) netip.Addr { return netip.MustParseAddr(text) }

// The answers are those of Node 26.
func TestBlockListMatchesBothFormsOfIPv4(t *testing.T) {
	asked := strings.Fields("1.2.3.4 ::ffff:1.2.3.4 1.2.3.5 ::ffff:1.2.3.5 ::1 ::1.2.3.4 9.9.9.9 ::ffff:9.9.9.9 ::fffe:1.2.3.4 fe80::1")
	for _, test := range []struct {
		rule, blocked string
	}{
		{"Address: IPv4 1.2.3.4", "1.2.3.4 ::ffff:1.2.3.4"},
		{"Address: IPv6 ::ffff:1.2.3.4", "1.2.3.4 ::ffff:1.2.3.4"},
		{"Subnet: IPv6 ::ffff:1.2.3.4/128", "1.2.3.4 ::ffff:1.2.3.4"},
		{"Subnet: IPv6 ::ffff:1.2.3.4/104", "1.2.3.4 ::ffff:1.2.3.4 1.2.3.5 ::ffff:1.2.3.5"},
		{"Subnet: IPv6 ::ffff:1.2.3.4/96", "1.2.3.4 ::ffff:1.2.3.4 1.2.3.5 ::ffff:1.2.3.5 9.9.9.9 ::ffff:9.9.9.9"},
		{"Subnet: IPv6 ::ffff:1.2.3.4/80", "1.2.3.4 ::ffff:1.2.3.4 1.2.3.5 ::ffff:1.2.3.5 ::1 ::1.2.3.4 9.9.9.9 ::ffff:9.9.9.9 ::fffe:1.2.3.4"},
		{"Subnet: IPv6 ::/95", "::1 ::1.2.3.4"},
		{"Subnet: IPv4 0.0.0.0/0", "1.2.3.4 ::ffff:1.2.3.4 1.2.3.5 ::ffff:1.2.3.5 9.9.9.9 ::ffff:9.9.9.9"},
		{"Subnet: IPv4 1.2.3.4/31", "1.2.3.4 ::ffff:1.2.3.4 1.2.3.5 ::ffff:1.2.3.5"},
		{"Range: IPv6 ::-ffff::", "::ffff:1.2.3.4 ::ffff:1.2.3.5 ::1 ::1.2.3.4 ::ffff:9.9.9.9 ::fffe:1.2.3.4 fe80::1"},
		{"Range: IPv6 ::ffff:1.2.3.4-::ffff:1.2.3.9", "1.2.3.4 ::ffff:1.2.3.4 1.2.3.5 ::ffff:1.2.3.5"},
		{"Range: IPv6 ::1-::ffff:1.2.3.4", "::ffff:1.2.3.4 ::1 ::1.2.3.4 ::fffe:1.2.3.4"},
	} {
		var l BlockList
		if err := l.AddRules(test.rule); err != nil {
			t.Fatal(err)
		}
		if got := l.Rules(); !slices.Equal(got, []string{test.rule}) {
			t.Errorf("%s is shown as %q", test.rule, got)
		}
		var blocked []string
		for _, text := range asked {
			if l.CheckString(text) {
				blocked = append(blocked, text)
			}
		}
		if got := strings.Join(blocked, " "); got != test.blocked {
			t.Errorf("%s blocks\n%s, want\n%s", test.rule, got, test.blocked)
		}
		l.removeText(test.rule)
		if l.Size() != 0 || slices.ContainsFunc(asked, l.CheckString) {
			t.Errorf("%s is not gone", test.rule)
		}
	}
}

func (l *BlockList) removeText(rule string) {
	kind, rest, _ := strings.Cut(rule, ": IPv")
	from, to, _ := strings.Cut(rest[2:], "-")
	switch kind {
	case "Address":
		l.RemoveAddress(ip(rest[2:]))
	case "Subnet":
		l.RemoveCIDR(rest[2:])
	case "Range":
		l.RemoveRange(ip(from), ip(to))
	}
}

// A prefix stays blocked until the last rule that covers it is gone.
func TestBlockListRulesThatOverlap(t *testing.T) {
	var l BlockList
	for _, rule := range []string{"Address: IPv4 10.0.0.1", "Address: IPv4 10.0.0.1", "Subnet: IPv4 10.0.0.1/32", "Subnet: IPv4 10.0.0.1/32", "Range: IPv4 10.0.0.1-10.0.0.1", "Subnet: IPv6 ::ffff:10.0.0.1/128"} {
		if err := l.AddRules(rule); err != nil {
			t.Fatal(err)
		}
	}
	if got := l.Size(); got != 5 {
		t.Errorf("%d rules, want 5: an address is there once", got)
	}
	for _, rule := range l.Rules() {
		if !l.Check(ip("10.0.0.1")) {
			t.Errorf("not blocked any more before %s was removed", rule)
		}
		l.removeText(rule)
	}
	if l.Check(ip("10.0.0.1")) || l.Size() != 0 {
		t.Errorf("still blocked: %q", l.Rules())
	}
	if l.RemoveAddress(ip("10.0.0.1")) || l.RemoveCIDR("10.0.0.1/32") || l.RemoveRange(ip("10.0.0.1"), ip("10.0.0.1")) {
		t.Error("removed what is not there")
	}
}

func TestBlockListRulesInOrder(t *testing.T) {
	var l BlockList
	for _, cidr := range []string{"10.0.0.0/8", "11.0.0.0/8", "10.0.0.0/8", "12.1.2.3/8"} {
		if err := l.AddCIDR(cidr); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.AddAddresses(ip("1.1.1.1"), ip("2.2.2.2"), ip("1.1.1.1"), ip("::102:304")); err != nil {
		t.Fatal(err)
	}
	if err := l.AddRange(ip("1.0.0.1"), ip("1.0.0.9")); err != nil {
		t.Fatal(err)
	}
	l.RemoveCIDR("10.0.0.0/8") // the newer of two
	want := `["Address: IPv6 ::1.2.3.4","Address: IPv4 2.2.2.2","Address: IPv4 1.1.1.1","Subnet: IPv4 12.1.2.3/8","Subnet: IPv4 11.0.0.0/8","Subnet: IPv4 10.0.0.0/8","Range: IPv4 1.0.0.1-1.0.0.9"]`
	text, err := json.Marshal(&l)
	if err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
	var again BlockList
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	if got := again.Rules(); !slices.Equal(got, l.Rules()) {
		t.Errorf("after JSON: %q", got)
	}
	if err := l.AddRange(ip("1.1.1.1"), ip("::2")); err != nil || l.CheckString("1.1.1.2") || l.CheckString("::1") {
		t.Error("a range over two families matches nothing")
	}
	l.Clear()
	if l.Size() != 0 || l.CheckString("11.0.0.1") || len(l.Rules()) != 0 {
		t.Error("not empty after Clear")
	}
}

func TestBlockListMisuse(t *testing.T) {
	var l BlockList
	prefixMessage := `The argument 'cidr' must contain a prefix length (e.g. "10.0.0.0/8"). Received `
	wantCode(t, l.AddCIDR("x"), "ERR_INVALID_ARG_VALUE", prefixMessage+"'x'")
	wantCode(t, l.AddCIDR("1.2.3.4/08"), "ERR_INVALID_ARG_VALUE", "The argument 'cidr' prefix length must be a valid integer. Received '1.2.3.4/08'")
	wantCode(t, l.AddCIDR("1.2.3.4/33"), "ERR_OUT_OF_RANGE", `The value of "prefix" is out of range. It must be >= 0 && <= 32. Received 33`)
	wantCode(t, l.AddCIDRs("1.2.3.4/3", "x/8"), "ERR_INVALID_ADDRESS", "Invalid socket address")
	wantCode(t, l.AddAddresses(ip("1.1.1.1"), netip.Addr{}), "ERR_INVALID_ADDRESS", "")
	wantCode(t, l.AddSubnet(netip.Prefix{}), "ERR_INVALID_ADDRESS", "")
	wantCode(t, l.AddRange(ip("1.2.3.4"), ip("1.2.3.3")), "ERR_INVALID_ARG_VALUE", "The argument 'start' must come before end. Received 1.2.3.4")
	// Two IPv6 addresses are compared as they are, in IPv4 form or not.
	wantCode(t, l.AddRange(ip("2001:db8::a"), ip("::ffff:10.0.0.9")), "ERR_INVALID_ARG_VALUE", "The argument 'start' must come before end. Received 2001:db8::a")
	if l.Size() != 0 || l.Check(netip.Addr{}) || l.CheckString("x") {
		t.Error("something was added")
	}
	if err := l.AddCIDRs(PrivateRanges()...); err != nil || l.Size() != 8 || !l.CheckString("fe80::1%lo") {
		t.Error(err)
	}
}

// Rules come and go on several goroutines while others check.
func TestBlockListFromEveryGoroutine(t *testing.T) {
	var l BlockList
	if err := l.AddCIDR("192.168.0.0/16"); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for g := range 4 {
		all.Go(func() {
			for i := range 200 {
				one := netip.AddrFrom4([4]byte{10, byte(g), byte(i), 1})
				if err := l.AddAddress(one); err != nil || !l.Check(one) {
					t.Errorf("%s is not blocked: %v", one, err)
				}
				if !l.CheckString("192.168.1.1") || l.CheckString("11.0.0.1") {
					t.Error("another rule is gone, or came")
				}
				if i%2 == 0 && (!l.RemoveAddress(one) || l.Check(one)) {
					t.Errorf("%s is still blocked", one)
				}
			}
		})
	}
	all.Wait()
	if l.Size() != 401 {
		t.Errorf("%d rules", l.Size())
	}
}

// The table says the same as a look at every rule, in large bulks and small.
func TestBlockListAgainstEveryRule(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var l BlockList
	var rules []netip.Prefix
	for range 20 {
		bulk := make([]netip.Prefix, random.IntN(2*many))
		for i := range bulk {
			bulk[i] = netip.PrefixFrom(netip.AddrFrom4([4]byte{byte(random.IntN(4)), byte(random.IntN(256)), byte(random.IntN(256)), 0}), 10+random.IntN(20))
		}
		if err := l.AddSubnets(bulk...); err != nil {
			t.Fatal(err)
		}
		rules = append(rules, bulk...)
		for range random.IntN(len(rules)) / 2 {
			i := random.IntN(len(rules))
			if !l.RemoveSubnet(rules[i]) {
				t.Fatalf("%s is not there", rules[i])
			}
			rules = slices.Delete(rules, i, i+1)
		}
		for range 200 {
			one := netip.AddrFrom4([4]byte{byte(random.IntN(4)), byte(random.IntN(256)), byte(random.IntN(256)), byte(random.IntN(256))})
			want := slices.ContainsFunc(rules, func(p netip.Prefix) bool { return p.Contains(one) })
			if l.Check(one) != want {
				t.Fatalf("%s: %v with %d rules", one, !want, len(rules))
			}
		}
	}
}

func ExampleBlockList() {
	var list BlockList
	list.AddAddress(netip.MustParseAddr("123.123.123.123"))
	list.AddRange(netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.10"))
	list.AddCIDR("8592:757c:efae:4e45::/64")
	fmt.Println(list.CheckString("123.123.123.123"), list.CheckString("10.0.0.3"), list.CheckString("222.111.111.222"))
	fmt.Println(list.CheckString("::ffff:123.123.123.123"), list.CheckString("8592:757c:efae:4e45::1"))
	for _, rule := range list.Rules() {
		fmt.Println(rule)
	}
	// Output:
	// true true false
	// true true
	// Address: IPv4 123.123.123.123
	// Subnet: IPv6 8592:757c:efae:4e45::/64
	// Range: IPv4 10.0.0.1-10.0.0.10
}

func millionRules() []netip.Addr {
	random := rand.New(rand.NewPCG(1, 2))
	all := make([]netip.Addr, 1_000_000)
	for i := range all {
		n := random.Uint32()
		all[i] = netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	}
	return all
}

func BenchmarkBlockListLoadMillion(b *testing.B) {
	all := millionRules()
	for b.Loop() {
		var l BlockList
		if err := l.AddAddresses(all...); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBlockListLoadMillionOneByOne(b *testing.B) {
	all := millionRules()
	for b.Loop() {
		var l BlockList
		for _, one := range all {
			_ = l.AddAddress(one)
		}
	}
}

func BenchmarkBlockListCheckMillion(b *testing.B) {
	all := millionRules()
	var l BlockList
	if err := l.AddAddresses(all...); err != nil {
		b.Fatal(err)
	}
	l.Check(all[0])
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			l.Check(all[i%len(all)])
		}
	})
}

// A list that is read anew takes the place of the one that a running server has, and no
// check finds neither.
func TestBlockListReplace(t *testing.T) {
	var list BlockList
	always, before, after := netip.MustParseAddr("10.1.2.3"), netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8::1")
	if err := list.AddCIDRs("10.0.0.0/8", "192.0.2.0/24"); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var checks sync.WaitGroup
	checks.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			if !list.Check(always) {
				t.Error("an address was free for a moment")
				return
			}
		}
	})
	for range 1000 {
		var fresh BlockList
		if err := fresh.AddCIDRs("10.0.0.0/8", "2001:db8::/32", "10.1.0.0/16"); err != nil {
			t.Error(err)
		}
		list.Replace(&fresh)
		if fresh.Size() != 0 || fresh.Check(always) {
			t.Error("what was taken is still there")
		}
	}
	close(done)
	checks.Wait()
	if list.Check(before) || !list.Check(after) || list.Size() != 3 {
		t.Error(list.Rules())
	}
	list.RemoveCIDR("10.0.0.0/8")
	list.Replace(&list)
	if !list.Check(always) || list.Size() != 2 {
		t.Error("changed afterwards:", list.Rules())
	}
	list.Replace(nil)
	if list.Check(always) || list.Size() != 0 {
		t.Error("rules of no list:", list.Rules())
	}
}
