package targets

import (
	"fmt"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

// Verdict says whether a target is met in a case. Where the limit lies between the
// least and the greatest figure that the rounds allow, it is within the noise: more
// rounds or a quieter machine may change it.
type Verdict struct{ Met, Noise bool }

func (v Verdict) String() string {
	switch {
	case v.Met && v.Noise:
		return "met, within the noise"
	case v.Met:
		return "met"
	case v.Noise:
		return "missed, within the noise"
	}
	return "MISSED"
}

// Line is one target in one case in which it was measured.
type Line struct {
	Target, Case string
	Figure       Figure
	Lacking      []string // rivals that the target names and that were not measured
	Wanted       string
	Verdict      Verdict
}

// target is what we aim at in all cases of a kind: a limit to our figure alone where
// there is no rival, and else to its ratio to the best of the rivals.
type target struct {
	text   string
	kind   string
	server string
	rivals []string
	of     pick
	sign   string // how the figure has to compare to the limit: <, ≤, >, ≥
	limit  float64
	most   bool // the greater a rival's figure is, the better
}

// Lines are all targets in all cases of a run that have measured them.
func Lines(tables []cases.Table) (lines []Line) {
	for _, t := range perCase {
		lines = append(lines, t.lines(tables)...)
	}
	lines = append(lines, mostCases(tables)...)
	return append(lines, growthLines(tables)...)
}

// lines is the target in every case of its kind.
func (t target) lines(tables []cases.Table) (lines []Line) {
	for _, table := range tables {
		if table.Kind.Name != t.kind {
			continue
		}
		if l, ok := t.line(table); ok {
			lines = append(lines, l)
		}
	}
	return lines
}

// line is the target in one case, unless we or all rivals were not measured there.
func (t target) line(table cases.Table) (l Line, measured bool) {
	our, ok := find(table, t.server)
	if !ok {
		return l, false
	}
	l = Line{Target: t.text, Case: table.Case, Wanted: fmt.Sprintf("%s %g", t.sign, t.limit)}
	if len(t.rivals) == 0 {
		l.Figure = alone(our, t.of)
	} else {
		best, lacking, ok := t.best(table)
		if !ok {
			return l, false
		}
		l.Lacking, l.Figure = lacking, Ratio(our, best, t.of)
	}
	l.Verdict = verdict(l.Figure, t.sign, t.limit)
	return l, l.Figure.Known()
}

// best is the rival that is hardest to beat, and the rivals that are not there.
func (t target) best(table cases.Table) (best cases.Row, lacking []string, found bool) {
	for _, name := range t.rivals {
		row, ok := find(table, name)
		if !ok {
			lacking = append(lacking, name)
			continue
		}
		better := row.Median(t.of) < best.Median(t.of)
		if t.most {
			better = row.Median(t.of) > best.Median(t.of)
		}
		if !found || better {
			best, found = row, true
		}
	}
	return best, lacking, found
}

// verdict compares a figure with a limit.
func verdict(f Figure, sign string, limit float64) Verdict {
	return Verdict{Met: meets(f.Value, sign, limit), Noise: f.Spans(limit)}
}

func meets(figure float64, sign string, limit float64) bool {
	switch sign {
	case "<":
		return figure < limit
	case "≤":
		return figure <= limit
	case ">":
		return figure > limit
	}
	return figure >= limit
}

// Tally counts the cases in which a target is met and missed.
type Tally struct {
	Target, Wanted     string
	Met, Missed, Noise int
}

// Tallies sums the lines up, a target at a time, in their order.
func Tallies(lines []Line) (all []Tally) {
	for _, l := range lines {
		if len(all) == 0 || all[len(all)-1].Target != l.Target {
			all = append(all, Tally{Target: l.Target, Wanted: l.Wanted})
		}
		t := &all[len(all)-1]
		if l.Verdict.Met {
			t.Met++
		} else {
			t.Missed++
		}
		if l.Verdict.Noise {
			t.Noise++
		}
	}
	return all
}
