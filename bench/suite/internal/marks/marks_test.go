package marks

import (
	"math"
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
		{Figure{Value: 0.9, Least: 0.8, Most: 0.95, Ours: 1}, "<", Met},
		{Figure{Value: 0.9, Least: 0.8, Most: 1.05, Ours: 1}, "<", MetOpen},
		{Figure{Value: 1, Least: 1, Most: 1, Ours: 1}, "<", Missed},
		{Figure{Value: 1, Least: 1, Most: 1, Ours: 1}, "≤", Met},
		{Figure{Value: 1.1, Least: 0.9, Most: 1.2, Ours: 1}, "≤", MissedOpen},
		{Figure{Value: 1.1, Least: 1.05, Most: 1.2, Ours: 1}, "≤", Missed},
		{Figure{Value: 1.1, Least: 1.05, Most: 1.2, Ours: 1}, ">", Met},
		{Figure{Value: 1, Least: 1, Most: 1, Ours: 1}, ">", Missed},
		{Figure{Value: 1, Least: 1, Most: 1, Ours: 1}, "≥", Met},
		{Figure{Value: math.NaN(), Ours: 1}, "≤", NotMeasured},
		{Figure{Value: 0}, "≤", NotMeasured}, // a kind that has no such figure
	} {
		if got := verdict(c.f, c.sign, 1); got != c.want {
			t.Errorf("%+v %s 1: %s, want %s", c.f, c.sign, got, c.want)
		}
	}
}

func TestAMarkTakesTheHardestRivalAndNamesTheMissing(t *testing.T) {
	cheap := mark{server: "us", rivals: []string{"a", "b", "c"}, of: cases.Cost, sign: "≤", limit: 1}
	l := cheap.line(table(t, "echo/1x1x1", row("us", 10), row("a", 20), row("b", 8)))
	if l.Figure.Rival != "b" || l.Figure.Value != 1.25 || l.Verdict != Missed || !slices.Equal(l.Lacking, []string{"c"}) {
		t.Errorf("%+v", l)
	}
	quick := mark{server: "us", rivals: []string{"a", "b"}, of: cases.Rate, sign: ">", limit: 1, most: true}
	if l := quick.line(table(t, "connect/1", row("us", 5), row("a", 20), row("b", 8))); l.Figure.Rival != "b" || l.Verdict != Met {
		t.Errorf("%+v", l)
	}
	failed := cases.Row{Server: "a", Failed: "nothing listens"}
	if l := cheap.line(table(t, "echo/1x1x1", row("us", 10), failed)); l.Verdict != NotMeasured {
		t.Errorf("without a rival: %+v", l)
	}
	if l := cheap.line(table(t, "echo/1x1x1", row("a", 10))); l.Verdict != NotMeasured {
		t.Errorf("without us: %+v", l)
	}
}

func TestAMarkWithoutRivalsIsAboutTheFigure(t *testing.T) {
	m := mark{server: "us", of: cases.Memory, sign: "≤", limit: 500}
	if l := m.line(table(t, "idle/1", row("us", 4, 5, 9))); l.Figure.Value != 500 || l.Verdict != MetOpen {
		t.Errorf("%+v", l)
	}
}

func TestNothingMeasuredIsSaidOfEveryMark(t *testing.T) {
	lines := Lines(nil)
	if want := len(promised) + 1 + len(spans); len(lines) != want {
		t.Errorf("%d lines, want %d", len(lines), want)
	}
	for _, l := range lines {
		if l.Verdict != NotMeasured || l.Wanted == "" {
			t.Errorf("%+v", l)
		}
	}
	kinds := map[string]bool{}
	for _, k := range cases.Kinds {
		kinds[k.Name] = true
	}
	for _, m := range promised {
		if !kinds[m.kind] {
			t.Errorf("%s: no kind is called %s", m.text, m.kind)
		}
	}
}

func TestMostCases(t *testing.T) {
	won := table(t, "echo/1x1x1", row("nodenet-js", 1), row("bun", 2))
	lost := table(t, "echo/2x1x1", row("nodenet-js", 2), row("bun", 1))
	if l := mostCases([]cases.Table{won, lost}); l.Verdict != Missed { // half is not most
		t.Errorf("%+v", l)
	}
	if l := mostCases([]cases.Table{won, lost, won}); l.Verdict != Met || l.Case != "2 of 3 cases" {
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
	if lines[0].Verdict != Missed || lines[0].Figure.Rival != "epoll: 2.00" || lines[1].Verdict != NotMeasured {
		t.Errorf("%+v", lines)
	}
	short := growthLines([]cases.Table{table(t, "blocklist/10", row("nodenet", 1)), table(t, "blocklist/1000", row("nodenet", 1))})
	if last := short[len(short)-1]; last.Verdict != NotMeasured {
		t.Errorf("a series that ends early: %+v", last)
	}
}

func TestTallies(t *testing.T) {
	got := Tallies([]Line{
		{Mark: "a", Verdict: Met}, {Mark: "a", Verdict: MissedOpen}, {Mark: "a", Verdict: NotMeasured},
		{Mark: "b", Verdict: MetOpen},
	})
	want := []Tally{{Mark: "a", Met: 1, Missed: 1, Open: 1, NotMeasured: 1}, {Mark: "b", Met: 1, Open: 1}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}
