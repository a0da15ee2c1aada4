package dns

import (
	"slices"
	"testing"
)

// ADDRCONFIG keeps the families of which the machine has addresses. As Node 26 has it,
// localhost is found on a machine with nothing but the loopback.
func TestConfiguredFamilies(t *testing.T) {
	both := []Address{{"::1", 6}, {"127.0.0.1", 4}}
	for _, c := range []struct {
		family     int
		configured []int
		want       []Address
	}{
		{0, nil, both},
		{0, []int{4, 6}, both},
		{0, []int{4}, both[1:]},
		{0, []int{6}, both[:1]},
		{4, []int{4}, both[1:]},
		{4, []int{6}, nil},
		{4, nil, nil},
		{6, nil, nil},
	} {
		got := chosen(slices.Clone(both), c.family, ADDRCONFIG, func(family int) bool { return slices.Contains(c.configured, family) })
		if !slices.Equal(got, c.want) {
			t.Errorf("family %d of %d: %v, want %v", c.family, c.configured, got, c.want)
		}
	}
}
