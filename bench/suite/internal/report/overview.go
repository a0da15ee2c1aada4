package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/targets"
)

// sides are what nodenet is compared with at a glance.
var sides = []struct {
	title string
	names []string
}{
	{"to C", []string{"epoll", "libuv", "haproxy", "haproxy-splice", "socat"}},
	{"to io_uring in C", []string{"io_uring"}},
	{"to the best Go peer", []string{"gnet", "nbio", "netpoll", "net"}},
	{"to Node", []string{"node", "node-pipe"}},
	{"to Bun", []string{"bun", "bun-pipe"}},
}

// glance is a line for each kind of case and each server of ours: its ratios to the
// best of each side, from the least to the greatest over the cases.
func glance(tables []table) part {
	p := part{
		Title: "At a glance",
		Text: "Less is better: 0.8 means that nodenet needs a fifth less than the best of the others in the same case. A range covers all cases of a kind. " +
			"nodenet is the Go library with Pipe, nodenet-data with OnData and Write; nodenet-js is `nodenet run` with echo.js, nodenet-js-pipe with pipe.js. C is epoll and libuv, and for proxies haproxy and socat.",
		Lines: [][]string{{"what", "server", "ours"}},
	}
	for _, side := range sides {
		p.Lines[0] = append(p.Lines[0], side.title)
	}
	for _, group := range byKind(tables) {
		for _, f := range headlines(group[0].Kind) {
			for _, our := range group[0].Rows {
				if line := f.glance(group, our.Server); line != nil {
					p.Lines = append(p.Lines, line)
				}
			}
		}
	}
	p.Lines = withoutEmptyColumns(p.Lines)
	return p
}

// glance is the line of one server in the cases of a kind, or nil where it is none of
// ours or was not measured.
func (f figure) glance(group []table, server string) []string {
	var ours []float64
	ratios := make([][]float64, len(sides))
	for _, t := range group {
		i := slices.IndexFunc(t.Rows, func(r row) bool { return r.Server == server })
		if i < 0 || !isOurs(server) || !f.known(t.Rows[i]) {
			continue
		}
		median := t.Rows[i].Median(f.of)
		ours = append(ours, median)
		for j, side := range sides {
			best, ok := f.best(t.Rows, func(other string) bool {
				name, _, _ := strings.Cut(other, " ")
				return isRival(server, other) && slices.Contains(side.names, name)
			})
			if ok {
				ratios[j] = append(ratios[j], median/best.Median(f.of))
			}
		}
	}
	switch {
	case len(ours) == 0:
		return nil
	case len(group) > 1:
		ours = nil // figures of different cases say nothing together
	}
	what := group[0].Kind.Name + ": " + f.name
	if len(group) > 1 {
		what += ", " + strconv.Itoa(len(group)) + " cases"
	}
	line := []string{what, server, span(ours)}
	for _, r := range ratios {
		line = append(line, span(r))
	}
	if strings.Join(line[2:], "") == "" {
		return nil // several cases, and nobody to compare with
	}
	return line
}

// span is a figure, or the least and the greatest of several.
func span(values []float64) string {
	if len(values) == 0 {
		return ""
	}
	least, greatest := number(slices.Min(values)), number(slices.Max(values))
	if least == greatest {
		return least
	}
	return least + "–" + greatest
}

// classes are between whose servers there is a winner.
var classes = []struct{ title, language, suffix string }{
	{"C", "C", ""}, {"Go", "Go", ""}, {"JavaScript", "JavaScript", ""}, {"JavaScript, pipe.js", "JavaScript", "-pipe"},
}

// winners is who is first in each case.
func winners(tables []table) part {
	p := part{
		Title: "Who is first",
		Text:  "The best server in C for each case; then, in Go and in JavaScript, the best of ours and the best of the others, the better one first. ≈ means that the rounds of the two overlap.",
		Lines: [][]string{{"case", "what"}},
	}
	for _, class := range classes {
		p.Lines[0] = append(p.Lines[0], class.title)
	}
	for _, t := range tables {
		for _, f := range headlines(t.Kind) {
			line := []string{t.Case, f.name}
			for _, class := range classes {
				line = append(line, f.first(t.Rows, func(server string) bool {
					name, _, _ := strings.Cut(server, " ")
					return language(name) == class.language && strings.HasSuffix(name, "-pipe") == (class.suffix != "")
				}))
			}
			if strings.Join(line[2:], "") != "" {
				p.Lines = append(p.Lines, line)
			}
		}
	}
	p.Lines = withoutEmptyColumns(p.Lines)
	return p
}

// first is the best of ours and the best of the others in a class, the better one
// first. Alone we have beaten nobody.
func (f figure) first(rows []row, class func(server string) bool) string {
	ours, weRan := f.best(rows, func(server string) bool { return class(server) && isOurs(server) })
	others, theyRan := f.best(rows, func(server string) bool { return class(server) && !isOurs(server) })
	if !theyRan {
		return ""
	}
	said := func(r row) string { return r.Server + " " + number(r.Median(f.of)) }
	if !weRan {
		return said(others)
	}
	sign := " < "
	if targets.Ratio(ours, others, f.of).Spans(1) {
		sign = " ≈ "
	}
	if ours.Median(f.of) <= others.Median(f.of) {
		return said(ours) + sign + said(others)
	}
	return said(others) + sign + said(ours)
}

// best is the row with the least figure among those that are asked for.
func (f figure) best(rows []row, asked func(server string) bool) (best row, found bool) {
	for _, r := range rows {
		if asked(r.Server) && f.known(r) && (!found || r.Median(f.of) < best.Median(f.of)) {
			best, found = r, true
		}
	}
	return best, found
}

func (f figure) known(r row) bool {
	median := r.Median(f.of)
	return !math.IsNaN(median) && median != 0
}

// byKind are the tables, those of a kind together.
func byKind(tables []table) (groups [][]table) {
	for _, t := range tables {
		i := slices.IndexFunc(groups, func(g []table) bool { return g[0].Kind.Name == t.Kind.Name })
		if i < 0 {
			groups = append(groups, []table{t})
		} else {
			groups[i] = append(groups[i], t)
		}
	}
	return groups
}

// withoutEmptyColumns leaves out the columns that have nothing but a heading.
func withoutEmptyColumns(lines [][]string) [][]string {
	kept := make([][]string, len(lines))
	for column := range lines[0] {
		if !slices.ContainsFunc(lines[1:], func(line []string) bool { return line[column] != "" }) {
			continue
		}
		for i, line := range lines {
			kept[i] = append(kept[i], line[column])
		}
	}
	return kept
}
