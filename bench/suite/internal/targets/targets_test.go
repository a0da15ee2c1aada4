package targets

import (
	"slices"
	"testing"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

// table makes a table of costs, a row for each server.
func table(t *testing.T, name string, rows ...cases.Row) cases.Table {
	t.Helper()
	c, err := cases.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return cases.Table{Case: name, Kind: c.Kind, Rows: rows}
}

func row(server string, costs ...float64) cases.Row {
	r := cases.Row{Server: server}
	for _, cost := range costs {
		r.Samples = append(r.Samples, cases.Sample{Cost: cost, Rate: 1000 / cost, Memory: 100 * cost})
	}
	return r
}

func TestRatioIsOfMediansAndItsRangeOfTheOuterRounds(t *testing.T) {
	f := Ratio(row("a", 9, 10, 14), row("b", 18, 20, 40), cases.Cost)
	if f.Value != 0.5 || f.Least != 9.0/40 || f.Most != 14.0/18 {
		t.Errorf("%+v", f)
	}
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		f    Figure
		sign string
		want string
	}{
		{Figure{Value: 0.9, Least: 0.8, Most: 0.95}, "<", "met"},
		{Figure{Value: 0.9, Least: 0.8, Most: 1.05}, "<", "met, within the noise"},
		{Figure{Value: 1, Least: 1, Most: 1}, "<", "MISSED"},
		{Figure{Value: 1, Least: 1, Most: 1}, "≤", "met"},
		{Figure{Value: 1.1, Least: 0.9, Most: 1.2}, "≤", "missed, within the noise"},
		{Figure{Value: 1.1, Least: 1.05, Most: 1.2}, "≤", "MISSED"},
		{Figure{Value: 1.1, Least: 1.05, Most: 1.2}, ">", "met"},
		{Figure{Value: 1, Least: 1, Most: 1}, ">", "MISSED"},
		{Figure{Value: 1, Least: 1, Most: 1}, "≥", "met"},
	} {
		if got := verdict(c.f, c.sign, 1).String(); got != c.want {
			t.Errorf("%+v %s 1: %s, want %s", c.f, c.sign, got, c.want)
		}
	}
}

func TestATargetTakesTheHardestRivalAndNamesTheMissing(t *testing.T) {
	cheap := target{server: "us", rivals: []string{"a", "b", "c"}, of: cases.Cost, sign: "≤", limit: 1}
	l, ok := cheap.line(table(t, "echo/1x1x1", row("us", 10), row("a", 20), row("b", 8)))
	if !ok || l.Figure.Rival != "b" || l.Figure.Value != 1.25 || l.Verdict.Met || !slices.Equal(l.Lacking, []string{"c"}) {
		t.Errorf("%+v", l)
	}
	quick := target{server: "us", rivals: []string{"a", "b"}, of: cases.Rate, sign: ">", limit: 1, most: true}
	if l, ok := quick.line(table(t, "connect/1", row("us", 5), row("a", 20), row("b", 8))); !ok || l.Figure.Rival != "b" || !l.Verdict.Met {
		t.Errorf("%+v", l)
	}
}

func TestWhatWasNotMeasuredHasNoLine(t *testing.T) {
	cheap := target{server: "us", rivals: []string{"a"}, of: cases.Cost, sign: "≤", limit: 1}
	failed := cases.Row{Server: "a", Failed: "nothing listens"}
	for what, rows := range map[string][]cases.Row{
		"a rival":               {row("us", 10), failed},
		"us":                    {row("a", 10)},
		"a figure of that kind": {row("us", 0), row("a", 0)},
	} {
		if l, ok := cheap.line(table(t, "echo/1x1x1", rows...)); ok {
			t.Errorf("without %s: %+v", what, l)
		}
	}
	if lines := Lines(nil); len(lines) != 0 {
		t.Errorf("of no tables: %+v", lines)
	}
}

func TestEveryTargetNamesAKind(t *testing.T) {
	kinds := map[string]bool{}
	for _, k := range cases.Kinds {
		kinds[k.Name] = true
	}
	for _, target := range perCase {
		if !kinds[target.kind] {
			t.Errorf("%s: no kind is called %s", target.text, target.kind)
		}
	}
}

func TestATargetWithoutRivalsIsAboutTheFigure(t *testing.T) {
	bytes := target{server: "us", of: cases.Memory, sign: "≤", limit: 500}
	l, ok := bytes.line(table(t, "idle/1", row("us", 4, 5, 9)))
	if !ok || l.Figure.Value != 500 || l.Verdict != (Verdict{Met: true, Noise: true}) {
		t.Errorf("%+v", l)
	}
}

func TestMostCases(t *testing.T) {
	won := table(t, "echo/1x1x1", row("nodenet-js", 1), row("bun", 2))
	lost := table(t, "echo/2x1x1", row("nodenet-js", 2), row("bun", 1))
	if l := mostCases([]cases.Table{won, lost}); len(l) != 1 || l[0].Verdict.Met { // half is not most
		t.Errorf("%+v", l)
	}
	if l := mostCases([]cases.Table{won, lost, won}); len(l) != 1 || !l[0].Verdict.Met || l[0].Case != "2 of 3 cases" {
		t.Errorf("%+v", l)
	}
}

func TestGrowth(t *testing.T) {
	tables := []cases.Table{
		table(t, "echo/10000x64x1", row("nodenet", 13), row("net", 20), row("epoll", 8)),
		table(t, "echo/1x64x1", row("nodenet", 99), row("net", 99)), // another question
		table(t, "echo/100x64x1", row("nodenet", 8), row("net", 20), row("bun", 7), row("epoll", 4)),
		table(t, "echo/100x64x16", row("nodenet", 1)),
	}
	all := Grow(tables)
	if len(all) != 1 || all[0].Title != "echo/Nx64x1" || !slices.Equal(all[0].Numbers, []int{100, 10_000}) {
		t.Fatalf("%+v", all)
	}
	if lines := all[0].Lines; len(lines) != 3 || lines[0].Figure.Value != 13.0/8 || lines[1].Figure.Value != 1 {
		t.Errorf("%+v", lines)
	}
	lines := growthLines(tables)
	if len(lines) != 1 || lines[0].Verdict.Met || lines[0].Figure.Rival != "epoll: 2.00" {
		t.Errorf("%+v", lines)
	}
	short := []cases.Table{table(t, "blocklist/10", row("nodenet", 1)), table(t, "blocklist/1000", row("nodenet", 1))}
	if lines := growthLines(short); len(lines) != 0 {
		t.Errorf("a series that ends early: %+v", lines)
	}
}

func TestTallies(t *testing.T) {
	met, missed, noise := Verdict{Met: true}, Verdict{}, Verdict{Noise: true}
	got := Tallies([]Line{
		{Target: "a", Wanted: "< 1", Verdict: met}, {Target: "a", Verdict: noise}, {Target: "a", Verdict: missed},
		{Target: "b", Verdict: Verdict{Met: true, Noise: true}},
	})
	want := []Tally{{Target: "a", Wanted: "< 1", Met: 1, Missed: 2, Noise: 1}, {Target: "b", Met: 1, Noise: 1}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}
