package targets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

// growthLimit is how many times as much a unit may cost with very many.
const growthLimit = 1.3

// spans are the kinds whose cost has to be flat, and between which numbers of
// connections or rules.
var spans = []struct {
	kind     string
	from, to int
}{
	{"echo", 100, 10_000},
	{"timers", 100, 10_000},
	{"broadcast", 100, 10_000},
	{"blocklist", 10, 100_000},
}

// Series is the same thing measured with ever more connections or rules.
type Series struct {
	Title   string // such as echo/Nx64x1
	Unit    string
	Numbers []int
	Lines   []Growth
	from    int // the numbers of the target
	to      int
}

// Growth is what a unit costs a server along a series.
type Growth struct {
	Server string
	Costs  []float64
	Figure Figure // the last to the first
}

// Grow finds the series in the tables: cases that differ in their first number only.
func Grow(tables []cases.Table) (all []Series) {
	for _, span := range spans {
		for _, group := range groups(tables, span.kind, span.from) {
			if len(group) < 2 {
				continue
			}
			_, rest := split(group[0].Case)
			s := Series{Title: span.kind + "/N" + rest, Unit: group[0].Kind.Cost, from: span.from, to: span.to}
			for _, t := range group {
				n, _ := split(t.Case)
				s.Numbers = append(s.Numbers, n)
			}
			for _, row := range group[0].Rows {
				if g, ok := grow(group, row.Server); ok {
					s.Lines = append(s.Lines, g)
				}
			}
			all = append(all, s)
		}
	}
	return all
}

// floor says how much the cost of the kernel alone grows, if that was measured: with many
// connections its own memory is no longer in the processor's caches.
func (s Series) floor() string {
	for _, g := range s.Lines {
		if g.Server == "epoll" {
			return fmt.Sprintf("epoll: %.2f", g.Figure.Value)
		}
	}
	return ""
}

// groups are the tables of a kind that differ in the first number only, each group
// in the order of that number, without what lies below the first that counts: what
// one connection costs is another question.
func groups(tables []cases.Table, kind string, from int) (all [][]cases.Table) {
	var order []string
	byRest := map[string][]cases.Table{}
	for _, t := range tables {
		n, rest := split(t.Case)
		if t.Kind.Name != kind || n < from {
			continue
		}
		if byRest[rest] == nil {
			order = append(order, rest)
		}
		byRest[rest] = append(byRest[rest], t)
	}
	for _, rest := range order {
		group := byRest[rest]
		slices.SortStableFunc(group, func(a, b cases.Table) int {
			n, _ := split(a.Case)
			m, _ := split(b.Case)
			return n - m
		})
		all = append(all, group)
	}
	return all
}

// grow follows one server through a group.
func grow(group []cases.Table, server string) (Growth, bool) {
	g := Growth{Server: server}
	var rows []cases.Row
	for _, t := range group {
		row, ok := find(t, server)
		if !ok {
			return g, false
		}
		rows = append(rows, row)
		g.Costs = append(g.Costs, row.Median(cases.Cost))
	}
	g.Figure = Ratio(rows[len(rows)-1], rows[0], cases.Cost)
	return g, true
}

// split takes the first number of a case's name from the rest: 100 and x64x1.
func split(name string) (first int, rest string) {
	c, err := cases.Parse(name)
	if err != nil {
		return 0, ""
	}
	_, numbers, _ := strings.Cut(name, "/")
	if i := strings.Index(numbers, "x"); i >= 0 {
		rest = numbers[i:]
	}
	return c.Numbers[0], rest
}

// growthLines are the targets for growth, for every series that reaches as far as
// the target says and every server of ours in it.
func growthLines(tables []cases.Table) (lines []Line) {
	for _, s := range Grow(tables) {
		if s.Numbers[0] != s.from || s.Numbers[len(s.Numbers)-1] < s.to {
			continue
		}
		kind, _, _ := strings.Cut(s.Title, "/")
		floor := s.floor()
		for _, g := range s.Lines {
			if !strings.HasPrefix(g.Server, "nodenet") || !g.Figure.Known() {
				continue
			}
			g.Figure.Rival = floor
			lines = append(lines, Line{
				Target: "Growth of CPU per unit: " + kind, Case: s.Title, Figure: g.Figure,
				Wanted: fmt.Sprint("≤ ", growthLimit), Verdict: verdict(g.Figure, "≤", growthLimit),
			})
		}
	}
	return lines
}
