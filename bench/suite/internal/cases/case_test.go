package cases

import (
	"math"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/load"
	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
)

func TestNamesOfCases(t *testing.T) {
	names, leftOut := full()
	for _, name := range append(append(names, leftOut...), quick...) {
		c, err := Parse(name)
		if err != nil {
			t.Error(err)
		} else if c.Name() != name {
			t.Errorf("%s is called %s", name, c.Name())
		}
	}
	for _, name := range []string{"", "echo", "echo/1x2", "echo/1x2x3x4", "echo/0x1x1", "none/1", "idle/x"} {
		if _, err := Parse(name); err == nil {
			t.Errorf("%q is taken for a case", name)
		}
	}
}

func TestSelect(t *testing.T) {
	for _, c := range []struct {
		asked []string
		full  bool
		want  int
	}{
		{nil, false, len(quick)},
		{[]string{"idle", "echo/3x4x5"}, false, 2},
		{[]string{"startup"}, true, 1},
	} {
		got, _, err := Select(c.asked, c.full)
		if err != nil || len(got) != c.want {
			t.Errorf("Select(%v, %v): %d cases, %v; want %d", c.asked, c.full, len(got), err, c.want)
		}
	}
	if _, _, err := Select([]string{"nothing"}, false); err == nil {
		t.Error("an unknown kind is taken")
	}
	if _, leftOut, _ := Select(nil, true); len(leftOut) == 0 {
		t.Error("the full set does not say what it leaves out")
	}
}

func TestUnitsOfASample(t *testing.T) {
	kind := func(name string) Kind {
		for _, k := range Kinds {
			if k.Name == name {
				return k
			}
		}
		t.Fatal(name)
		return Kind{}
	}
	// 1000 messages of 2 MB in two seconds, for half a second of the processor.
	seen := load.Result{Units: 1000, Bytes: 2e9, Seconds: 2, CPU: 0.5, Resident: 417}
	for _, c := range []struct {
		kind       string
		rate, cost float64
	}{
		{"echo", 500, 500}, // per second; microseconds each
		{"connect", 500, 500},
		{"broadcast", 500, 500},
		{"stream", 1000, 250}, // MB a second; milliseconds a GB
		{"proxy", 1000, 250},
		{"idle", 0, 25}, // percent of a processor
	} {
		got := sample(kind(c.kind), seen)
		if got.Rate != c.rate || math.Abs(got.Cost-c.cost) > 1e-9 || got.Memory != 417 {
			t.Errorf("%s: %+v, want %v and %v", c.kind, got, c.rate, c.cost)
		}
	}
}

func TestGeneratorsAgreeWithinATenth(t *testing.T) {
	for _, c := range []struct {
		ours, other float64
		want        bool
	}{{100, 95, true}, {100, 80, false}, {7, 9, false}, {math.NaN(), 9, false}} {
		seen := Comparison{Row{Samples: []Sample{{Rate: c.ours}}}, Row{Samples: []Sample{{Rate: c.other}}}}
		if got := seen.Agree(Rate); got != c.want {
			t.Errorf("%v and %v: %v", c.ours, c.other, got)
		}
	}
}

func TestProcessorTimeOfTheLastWhile(t *testing.T) {
	before, err := proc.CPU(os.Getpid())
	if err != nil || before == 0 {
		t.Skip("the system does not tell of the processor time of threads here: ", err)
	}
	watched := watch(os.Getpid())
	began := time.Now()
	for now := before; now-before < 200*time.Millisecond; now, _ = proc.CPU(os.Getpid()) {
	}
	// However many others want the processors: what it was is known.
	took := time.Since(began)
	least := 0.1 / took.Seconds()
	if got := watched(took); got < least || got > float64(runtime.NumCPU())+0.5 {
		t.Errorf("%v of a processor, %v at least", got, least)
	}
	if got := watch(1 << 30)(time.Second); !math.IsNaN(got) {
		t.Errorf("a process that is not there: %v", got)
	}
}

func TestPlayersAndHowLongTheyTake(t *testing.T) {
	all := []servers.Server{
		{Name: "a", Commands: map[string][]string{"echo": {"a"}, "loops": {"a"}}},
		{Name: "b", Commands: map[string][]string{"echo": {"b"}}},
	}
	list, _, err := Select([]string{"loops/1x1x1", "echo/1x1x1"}, false)
	if err != nil {
		t.Fatal(err)
	}
	if got := players(list[0], all); len(got) != 2 || got[0].loops != 1 || got[1].name != "a ×2" {
		t.Errorf("loops: %+v", got)
	}
	if got := players(list[1], all); len(got) != 2 || got[1].name != "b" {
		t.Errorf("echo: %+v", got)
	}
	// Two rounds of two servers in each of two cases, at a second and a half.
	if got := Expect(list, all, 2, 1).Seconds(); math.Abs(got-12) > 0.1 {
		t.Errorf("%v seconds", got)
	}
}

func TestRoundsWithMuchInFlightAreLonger(t *testing.T) {
	for name, want := range map[string]float64{
		"echo/1000x64x1": 1, "echo/10000x64x1": 3, "echo/100x1048576x1": 3, "echo/10x1048576x1": 1,
		"idle/10000": 1, "blocklist/100000": 1, "startup/10000": 1,
	} {
		c, err := Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.length(1); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
