package stats

import (
	"math"
	"testing"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{3}, 3},
		{[]float64{9, 1, 5}, 5},
		{[]float64{4, 1, 3, 2}, 2.5},
	} {
		if got := Median(c.values); got != c.want {
			t.Errorf("Median(%v) = %v, want %v", c.values, got, c.want)
		}
	}
	if !math.IsNaN(Median(nil)) {
		t.Error("the median of nothing is a number")
	}
	values := []float64{3, 1, 2}
	Median(values)
	if values[0] != 3 {
		t.Error("Median changed the order of its argument")
	}
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{nil, 0}, {[]float64{7}, 0}, {[]float64{0, 0}, 0}, {[]float64{9, 10, 11}, 0.2},
	} {
		if got := Spread(c.values); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("Spread(%v) = %v, want %v", c.values, got, c.want)
		}
	}
}

func TestPer(t *testing.T) {
	if got := Per(3, 2); got != 1.5 {
		t.Errorf("Per(3, 2) = %v", got)
	}
	if !math.IsNaN(Per(3, 0)) {
		t.Error("a cost of nothing is a number")
	}
}

func TestPercentiles(t *testing.T) {
	l := NewLatencies()
	if l.Microseconds() != nil {
		t.Error("an empty collection has percentiles")
	}
	for i := int64(1); i <= 10_000; i++ {
		l.Add(i * 1000)
	}
	want := []float64{5000, 7500, 9000, 9500, 9900, 9990, 9999, 10000}
	for i, got := range l.Microseconds() {
		if math.Abs(got-want[i]) > want[i]/500 {
			t.Errorf("p%v = %v µs, want %v", Quantiles[i], got, want[i])
		}
	}
	l.Add(1 << 62)
	l.Add(-1)
	points := l.Microseconds()
	if last := points[len(points)-1]; math.Abs(last-60e6) > 60e3 {
		t.Errorf("the longest of all is %v µs, want a minute", last)
	}
}
