// Package stats does the arithmetic of the tables: medians, spreads, percentiles.
package stats

import (
	"math"
	"slices"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// Median is the middle value, the mean of the two middle ones where their number
// is even, and NaN where there are none.
func Median(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// Spread is the distance from the least to the greatest value as a part of the
// median: 0.1 says that the rounds lie within a tenth of it.
func Spread(values []float64) float64 {
	if len(values) < 2 {
		return 0
	}
	median := Median(values)
	if median == 0 {
		return 0
	}
	return (slices.Max(values) - slices.Min(values)) / math.Abs(median)
}

// Per divides, and is NaN where there is nothing to divide by.
func Per(amount float64, units float64) float64 {
	if units <= 0 {
		return math.NaN()
	}
	return amount / units
}

// Quantiles are the points at which a distribution of latencies is reported.
var Quantiles = []float64{50, 75, 90, 95, 99, 99.9, 99.99, 100}

// Latencies gathers durations in nanoseconds, to three digits, up to a minute.
type Latencies struct{ histogram *hdrhistogram.Histogram }

// NewLatencies makes an empty collection.
func NewLatencies() *Latencies {
	return &Latencies{hdrhistogram.New(100, 60_000_000_000, 3)}
}

// Add takes one duration in nanoseconds; what is out of range counts as the
// nearest value in it.
func (l *Latencies) Add(nanoseconds int64) {
	l.histogram.RecordValue(min(max(nanoseconds, 100), 60_000_000_000)) // never fails within the range
}

// Reset forgets everything.
func (l *Latencies) Reset() { l.histogram.Reset() }

// Microseconds is the value at each of Quantiles, or nil where nothing was added.
func (l *Latencies) Microseconds() []float64 {
	if l.histogram.TotalCount() == 0 {
		return nil
	}
	var points []float64
	for _, q := range Quantiles {
		points = append(points, float64(l.histogram.ValueAtQuantile(q))/1000)
	}
	return points
}
