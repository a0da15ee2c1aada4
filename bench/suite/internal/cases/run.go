package cases

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
	"github.com/nodenet-go/nodenet/bench/suite/internal/stats"
)

// Row is what a server did in a case.
type Row struct {
	Server  string
	Samples []Sample
	Failed  string `json:",omitempty"` // why a round has no sample
}

// Table is a case and its rows.
type Table struct {
	Case string
	Kind Kind
	Rows []Row
}

// Median is the median over the rounds of what pick takes from a sample.
func (r Row) Median(pick func(Sample) float64) float64 { return stats.Median(r.values(pick)) }

// Spread is the spread of the same.
func (r Row) Spread(pick func(Sample) float64) float64 { return stats.Spread(r.values(pick)) }

// Range is the least and the greatest of the same, NaN where there is none.
func (r Row) Range(pick func(Sample) float64) (least, greatest float64) {
	values := r.values(pick)
	if len(values) == 0 {
		return math.NaN(), math.NaN()
	}
	return slices.Min(values), slices.Max(values)
}

func (r Row) values(pick func(Sample) float64) (values []float64) {
	for _, s := range r.Samples {
		values = append(values, pick(s))
	}
	return values
}

// The figures of a sample, for Median and Spread.
func Rate(s Sample) float64   { return s.Rate }
func Cost(s Sample) float64   { return s.Cost }
func Memory(s Sample) float64 { return s.Memory }
func Client(s Sample) float64 { return s.Client }
func Others(s Sample) float64 { return s.Others }

// The indexes in stats.Quantiles that tables and targets use.
const (
	P50  = 0
	P99  = 4
	P999 = 5
)

// Latency is the value at the nth of stats.Quantiles, or 0.
func Latency(n int) func(Sample) float64 {
	return func(s Sample) float64 {
		if n >= len(s.Latencies) {
			return 0
		}
		return s.Latencies[n]
	}
}

// Errors is how many there were in all rounds.
func (r Row) Errors() (sum int) {
	for _, s := range r.Samples {
		sum += s.Errors
	}
	return sum
}

// player is a server as it takes part in a case: with so many loops.
type player struct {
	name   string
	server servers.Server
	loops  int
}

// players are the servers that can play a case. Where loops are compared each
// server plays with one and with two.
func players(c Case, all []servers.Server) (list []player) {
	for _, s := range all {
		switch {
		case !s.Plays(c.Kind.Role):
		case c.Kind.Name == "loops":
			list = append(list, player{s.Name + " ×1", s, 1}, player{s.Name + " ×2", s, 2})
		default:
			list = append(list, player{s.Name, s, 1})
		}
	}
	return list
}

// Run measures every case with every server that can play it: round after round,
// the servers in turn, so that whatever else the machine does affects all alike. When
// the context ends it returns what there is by then.
func (b *Bench) Run(ctx context.Context, list []Case, all []servers.Server, rounds int, progress func(string)) []Table {
	var tables []Table
	total, done := 0, 0
	for _, c := range list {
		table := Table{Case: c.Name(), Kind: c.Kind}
		for _, p := range players(c, all) {
			table.Rows = append(table.Rows, Row{Server: p.name})
		}
		total += rounds * len(table.Rows)
		tables = append(tables, table)
	}
	for i, c := range list {
		playing := players(c, all)
		for round := range rounds {
			for j, p := range playing {
				row := &tables[i].Rows[j]
				done++
				progress(fmt.Sprintf("%d/%d  %s  round %d  %s", done, total, c.Name(), round+1, row.Server))
				sample, err := b.quiet(c, p)
				if ctx.Err() != nil {
					return tables[:i+1]
				}
				if err != nil {
					row.Failed = err.Error()
					continue
				}
				row.Samples = append(row.Samples, sample)
			}
		}
	}
	return tables
}
