package handle

import (
	"runtime"
	"testing"
)

type memberOfTest int

func (*memberOfTest) DestroyMember() {}

// What a burst of members took is given back, and who is left stays.
func TestAGroupFollowsWhatIsInIt(t *testing.T) {
	g := &Group{members: map[Member]struct{}{}, closed: make(chan struct{})}
	heap := func() int {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := heap()
	stays := new(memberOfTest)
	g.Join(stays)
	burst := make([]memberOfTest, 100_000)
	for i := range burst {
		g.Join(&burst[i])
	}
	for i := range burst {
		g.Leave(&burst[i])
	}
	burst = nil
	if grown := heap() - before; grown > 256<<10 {
		t.Errorf("%d KiB are left of a burst", grown>>10)
	}
	if all := g.Members(); len(all) != 1 || all[0] != Member(stays) {
		t.Errorf("%d members are left", len(all))
	}
}
