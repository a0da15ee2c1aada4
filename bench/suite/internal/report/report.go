// Package report tells the results: as text, JSON, Markdown, and HTML with plots.
package report

import (
	"fmt"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
	"github.com/nodenet-go/nodenet/bench/suite/internal/targets"
)

// Report is a whole run.
type Report struct {
	When    time.Time
	Command string // that measures the same again
	Machine Machine
	Rounds  int
	Again   int // how often a disturbed round is repeated
	Seconds float64
	Pinned  bool
	Servers []servers.Server
	Absent  []servers.Absent
	LeftOut []string // cases of the full set that are too heavy
	Tables  []cases.Table

	Unfinished bool // interrupted: the last table lacks rounds, and others are missing
}

// part is a section of a report beside those of the cases.
type part struct {
	Title, Text string
	List        []string
	Lines       [][]string // the first is the heading
}

// overview is what a reader came for. It stands before the cases.
func (r *Report) overview() []part { return written(glance(r.Tables), winners(r.Tables)) }

// details stand behind the cases.
func (r *Report) details() []part {
	lines := targets.Lines(r.Tables)
	all := []part{summary(lines), everyTarget(lines)}
	for _, s := range targets.Grow(r.Tables) {
		all = append(all, growth(s))
	}
	return written(append(all, losses(r.Tables), r.programs(), r.machine())...)
}

// written are the parts that say something: where a table has nothing but its heading
// nothing was measured that it could be about.
func written(all ...part) (some []part) {
	for _, p := range all {
		if len(p.Lines) != 1 {
			some = append(some, p)
		}
	}
	return some
}

// programs are the servers, and what is missing.
func (r *Report) programs() part {
	p := part{Title: "The servers", Lines: [][]string{{"server", "what it is", "version"}}}
	for _, s := range r.Servers {
		p.Lines = append(p.Lines, []string{s.Name, s.What, s.Version})
	}
	for _, a := range r.Absent {
		p.List = append(p.List, fmt.Sprintf("left out: %s: %s", a.Name, a.Why))
	}
	for _, name := range r.LeftOut {
		p.List = append(p.List, fmt.Sprintf("left out: %s: too much in flight", name))
	}
	return p
}

// machine is where and how it was measured.
func (r *Report) machine() part {
	return part{Title: "The machine, and how it was measured", Text: r.method(), List: r.Machine.lines()}
}

// method says how it was measured.
func (r *Report) method() string {
	where := "Server and load have a processor each"
	if !r.Pinned {
		where = "Server and load run on all processors"
	}
	again := ""
	if r.Again > 0 {
		again = fmt.Sprintf(" A round in which other programs used more than a tenth of a processor is measured again, up to %d times, and the quietest counts.", r.Again)
	}
	return fmt.Sprintf("Figures are medians of %d rounds of %g s, in which the servers take turns; with 10,000 connections or 64 MB in flight rounds are three times as long. ± is the distance from the least to the greatest round. %s.%s", r.Rounds, r.Seconds, where, again)
}

// when says in a line when and where it was measured, and whether all of it was.
func (r *Report) when() string {
	line := fmt.Sprintf("Measured on %s on %s, %d processors: medians of %d rounds of %g s.",
		r.When.Format("2 January 2006"), r.Machine.CPU, r.Machine.Processors, r.Rounds, r.Seconds)
	if r.Unfinished {
		line += " INTERRUPTED: the last case is not complete, and others are missing."
	}
	return line
}
