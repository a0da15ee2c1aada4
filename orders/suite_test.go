package orders

import (
	"strconv"
	"testing"

	. "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport"
)

func TestMain(m *testing.M) { nettest.Main(m, func() { DefaultGroup().Wait() }) }

// testNet is a group with one loop, as a Node program, on one transport.
type testNet struct {
	*Group
	t    testing.TB
	path string // a folder for socket files, once there is one
}

func itoa(n int) string { return strconv.Itoa(n) }

func newTestNet(t testing.TB, network transport.Network) *testNet {
	t.Helper()
	g, err := NewGroup(GroupOptions{Loops: 1})
	if err != nil {
		t.Fatal(err)
	}
	g.Handles().Network = network
	t.Cleanup(func() { g.Close() })
	return &testNet{Group: g, t: t}
}
