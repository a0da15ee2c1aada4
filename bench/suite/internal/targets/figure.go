// Package targets compares the measured figures with what nodenet aims at.
package targets

import (
	"math"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

// Figure is a median, or the ratio of two medians, and how far off the rounds
// allow it to be.
type Figure struct {
	Value         float64
	Least, Most   float64
	Ours, Theirs  float64 // the medians
	Server, Rival string
}

// pick takes one of the figures of a sample.
type pick = func(cases.Sample) float64

// alone is a row's own median.
func alone(row cases.Row, of pick) Figure {
	least, most := row.Range(of)
	median := row.Median(of)
	return Figure{Value: median, Least: least, Most: most, Ours: median, Theirs: math.NaN(), Server: row.Server}
}

// Ratio is our median to theirs. At the least it is our least round to their
// greatest, at the most our greatest to their least.
func Ratio(ours, theirs cases.Row, of pick) Figure {
	ourLeast, ourMost := ours.Range(of)
	theirLeast, theirMost := theirs.Range(of)
	f := Figure{
		Ours: ours.Median(of), Theirs: theirs.Median(of),
		Least: ourLeast / theirMost, Most: ourMost / theirLeast,
		Server: ours.Server, Rival: theirs.Server,
	}
	f.Value = f.Ours / f.Theirs
	return f
}

// Known says whether there is a figure: a row whose rounds have failed has none, and
// what a kind does not measure is 0.
func (f Figure) Known() bool {
	return !math.IsNaN(f.Value) && !math.IsInf(f.Value, 0) && f.Ours != 0
}

// Spans says whether the rounds allow the figure to lie on either side of a limit.
func (f Figure) Spans(limit float64) bool { return f.Least < limit && limit < f.Most }

// find is the row of a server.
func find(t cases.Table, server string) (cases.Row, bool) {
	for _, row := range t.Rows {
		if row.Server == server && len(row.Samples) > 0 {
			return row, true
		}
	}
	return cases.Row{}, false
}
