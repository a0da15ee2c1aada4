package report

import (
	"fmt"
	"math"
	"strconv"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

// grid is a table as words: the first line is the heading.
func grid(t cases.Table) [][]string {
	k := t.Kind
	heading := []string{"server"}
	var columns []func(cases.Row) string
	figure := func(title string, pick func(cases.Sample) float64, spread bool) {
		heading = append(heading, title)
		columns = append(columns, func(r cases.Row) string { return number(r.Median(pick)) })
		if spread {
			heading = append(heading, "±")
			columns = append(columns, func(r cases.Row) string { return percent(r.Spread(pick)) })
		}
	}
	if k.Rate != "" {
		figure(k.Rate, cases.Rate, true)
	}
	if k.Cost != "" {
		figure(k.Cost, cases.Cost, true)
		first, name := math.NaN(), "the first"
		if len(t.Rows) > 0 {
			first, name = t.Rows[0].Median(cases.Cost), t.Rows[0].Server
		}
		heading = append(heading, "to "+name)
		columns = append(columns, func(r cases.Row) string { return ratio(r.Median(cases.Cost), first) })
	}
	if k.Rate != "" && k.Name != "blocklist" { // which loads itself
		heading = append(heading, "server busy", "client busy", "others")
		columns = append(columns, busy(cases.Cost), busy(cases.Client), func(r cases.Row) string {
			return share(r.Median(cases.Others))
		})
	}
	if k.Memory != "" {
		figure(k.Memory, cases.Memory, true)
	}
	if k.Time != "" {
		for _, q := range []struct {
			title string
			index int
		}{{"p50 µs", cases.P50}, {"p99 µs", cases.P99}, {"p99.9 µs", cases.P999}} {
			figure(q.title, cases.Latency(q.index), false)
		}
	}
	heading = append(heading, "errors")
	columns = append(columns, func(r cases.Row) string { return strconv.Itoa(r.Errors()) })

	lines := [][]string{heading}
	for _, row := range t.Rows {
		line := []string{row.Server}
		for _, column := range columns {
			line = append(line, column(row))
		}
		lines = append(lines, line)
	}
	return lines
}

// busy is how much of a processor one side has used. A client that is wholly busy
// before a server that is not is what limits the rate; what a unit costs the server
// holds all the same.
func busy(cost func(cases.Sample) float64) func(cases.Row) string {
	return func(r cases.Row) string {
		// Messages a second in microseconds each, MB a second in milliseconds a GB.
		return share(r.Median(func(s cases.Sample) float64 { return s.Rate * cost(s) / 1e6 }))
	}
}

// share is a percentage that may be missing.
func share(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	return percent(x)
}

// number is a figure in as many digits as say something.
func number(x float64) string {
	switch {
	case math.IsNaN(x):
		return "-"
	case math.Abs(x) >= 100:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case math.Abs(x) >= 10:
		return strconv.FormatFloat(x, 'f', 1, 64)
	case math.Abs(x) >= 0.1 || x == 0:
		return strconv.FormatFloat(x, 'f', 2, 64)
	}
	return strconv.FormatFloat(x, 'f', 4, 64)
}

func percent(x float64) string { return fmt.Sprintf("%.0f%%", 100*x) }

func ratio(x, to float64) string {
	if math.IsNaN(x) || math.IsNaN(to) || to == 0 {
		return "-"
	}
	return strconv.FormatFloat(x/to, 'f', 2, 64)
}
