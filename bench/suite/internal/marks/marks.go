package marks

import (
	"fmt"
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

// What became of a mark in a case. It is open where the limit lies within what the
// rounds allow: more rounds or a quieter machine may turn it.
const (
	Met         = "met"
	MetOpen     = "met, open"
	Missed      = "NOT MET"
	MissedOpen  = "not met, open"
	NotMeasured = "not measured"
)

// Line is one mark in one case.
type Line struct {
	Mark, Case string
	Figure     Figure
	Lacking    []string // rivals that the mark names and that were not measured
	Wanted     string
	Verdict    string
}

// mark is a promise about all cases of a kind: about our figure alone where there is
// no rival, and else about its ratio to the best of the rivals.
type mark struct {
	text   string
	kind   string
	server string
	rivals []string
	of     pick
	sign   string // how the figure has to stand to the limit: <, ≤, >, ≥
	limit  float64
	most   bool // a rival's figure is the better the greater it is
}

// Lines are all marks in all cases of a run.
func Lines(tables []cases.Table) (lines []Line) {
	for _, m := range promised {
		lines = append(lines, m.lines(tables)...)
	}
	lines = append(lines, mostCases(tables))
	return append(lines, growthLines(tables)...)
}

// lines is the mark in every case of its kind.
func (m mark) lines(tables []cases.Table) (lines []Line) {
	for _, t := range tables {
		if t.Kind.Name == m.kind {
			lines = append(lines, m.line(t))
		}
	}
	if len(lines) == 0 {
		lines = append(lines, Line{Mark: m.text, Case: m.kind, Figure: Figure{Server: m.server}, Wanted: m.wanted(), Verdict: NotMeasured})
	}
	return lines
}

// line is the mark in one case.
func (m mark) line(t cases.Table) Line {
	l := Line{Mark: m.text, Case: t.Case, Figure: Figure{Server: m.server}, Wanted: m.wanted(), Verdict: NotMeasured}
	our, ok := find(t, m.server)
	if !ok {
		return l
	}
	if len(m.rivals) == 0 {
		l.Figure = alone(our, m.of)
	} else {
		best, lacking, ok := m.best(t)
		if l.Lacking = lacking; !ok {
			return l
		}
		l.Figure = Ratio(our, best, m.of)
	}
	l.Verdict = verdict(l.Figure, m.sign, m.limit)
	return l
}

// best is the rival that is hardest to beat, and the rivals that are not there.
func (m mark) best(t cases.Table) (best cases.Row, lacking []string, found bool) {
	for _, name := range m.rivals {
		row, ok := find(t, name)
		if !ok {
			lacking = append(lacking, name)
			continue
		}
		better := row.Median(m.of) < best.Median(m.of)
		if m.most {
			better = row.Median(m.of) > best.Median(m.of)
		}
		if !found || better {
			best, found = row, true
		}
	}
	return best, lacking, found
}

func (m mark) wanted() string { return fmt.Sprintf("%s %g", m.sign, m.limit) }

// verdict holds a figure against a limit.
func verdict(f Figure, sign string, limit float64) string {
	if !f.Known() {
		return NotMeasured
	}
	open := f.Least < limit && limit < f.Most
	switch meets := meets(f.Value, sign, limit); {
	case meets && open:
		return MetOpen
	case meets:
		return Met
	case open:
		return MissedOpen
	}
	return Missed
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

// Tally counts what became of a mark in all its cases.
type Tally struct {
	Mark                           string
	Met, Missed, Open, NotMeasured int
}

// Tallies sums the lines up, a mark at a time, in their order.
func Tallies(lines []Line) (all []Tally) {
	for _, l := range lines {
		if len(all) == 0 || all[len(all)-1].Mark != l.Mark {
			all = append(all, Tally{Mark: l.Mark})
		}
		t := &all[len(all)-1]
		switch {
		case l.Verdict == NotMeasured:
			t.NotMeasured++
		case l.Verdict == Met || l.Verdict == MetOpen:
			t.Met++
		default:
			t.Missed++
		}
		if strings.HasSuffix(l.Verdict, "open") {
			t.Open++
		}
	}
	return all
}
