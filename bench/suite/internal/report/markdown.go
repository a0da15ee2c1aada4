package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

// Markdown writes what docs/performance.md holds: the machine, the versions, the
// losses, and every table.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What it costs, beside others\n\nWritten by `go run ./bench --markdown FILE`, on %s.\n\n", r.When.Format("2 January 2006"))
	fmt.Fprintf(&b, "%s, %d processors, %s, %s; load before: %s.\n%s\n\n", r.Machine.CPU, r.Machine.Processors,
		r.Machine.Kernel, r.Machine.Go, r.Machine.LoadBefore, r.method())
	lines := [][]string{{"server", "what", "version"}}
	for _, s := range r.Servers {
		lines = append(lines, []string{s.Name, s.What, s.Version})
	}
	table(&b, lines)
	for _, a := range r.Absent {
		fmt.Fprintf(&b, "Left out: %s: %s\n\n", a.Name, a.Why)
	}
	if len(r.LeftOut) > 0 {
		fmt.Fprintf(&b, "Left out, with too much in flight: %s\n\n", strings.Join(r.LeftOut, ", "))
	}
	b.WriteString("## Where nodenet loses\n\nWhere another server costs less than nodenet in the same language (C is named where it is more than 5 % less):\n\n")
	for _, loss := range r.losses() {
		fmt.Fprintf(&b, "- %s\n", loss)
	}
	if len(r.losses()) == 0 {
		b.WriteString("Nowhere in this run.\n")
	}
	kind := ""
	for _, t := range r.Tables {
		if t.Kind.Name != kind {
			kind = t.Kind.Name
			fmt.Fprintf(&b, "\n## %s\n", t.Kind.Title)
		}
		fmt.Fprintf(&b, "\n### %s\n\n", t.Case)
		table(&b, grid(t))
		for _, row := range t.Rows {
			if row.Failed != "" {
				fmt.Fprintf(&b, "Failed: %s: %s\n\n", row.Server, row.Failed)
			}
		}
	}
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

// table writes lines, of which the first is the heading.
func table(b *strings.Builder, lines [][]string) {
	for i, line := range lines {
		fmt.Fprintf(b, "| %s |\n", strings.Join(line, " | "))
		if i == 0 {
			fmt.Fprintf(b, "|%s\n", strings.Repeat(" --- |", len(line)))
		}
	}
	b.WriteString("\n")
}

// family is with which others a server is compared.
func family(server string) string {
	switch strings.TrimSuffix(server, "-pipe") {
	case "nodenet", "nodenet-data", "gnet", "nbio", "netpoll", "net":
		return "Go"
	case "nodenet-js", "node", "bun":
		return "JavaScript"
	}
	return "C"
}

// losses are the figures in which another is better than ours: processor time, or
// memory where the kind is about memory.
func (r *Report) losses() (all []string) {
	for _, t := range r.Tables {
		pick, what := cases.Cost, t.Kind.Cost
		if t.Kind.Name == "idle" {
			pick, what = cases.Memory, t.Kind.Memory
		}
		for _, our := range t.Rows {
			if !strings.HasPrefix(our.Server, "nodenet") {
				continue
			}
			mine := our.Median(pick)
			for _, other := range t.Rows {
				theirs := other.Median(pick)
				if strings.HasPrefix(other.Server, "nodenet") || !isPeer(our.Server, other.Server) {
					continue
				}
				limit := theirs
				if family(other.Server) == "C" {
					limit = 1.05 * theirs
				}
				if mine > limit {
					all = append(all, fmt.Sprintf("%s: %s %s, %s %s (%s)", t.Case, our.Server, number(mine), other.Server, number(theirs), what))
				}
			}
		}
	}
	return all
}

// isPeer says whether two do the same thing: Go is measured against Go and C,
// JavaScript against JavaScript by the same script.
func isPeer(our, other string) bool {
	if family(our) == "JavaScript" {
		return family(other) == "JavaScript" && strings.HasSuffix(our, "-pipe") == strings.HasSuffix(other, "-pipe")
	}
	return family(other) != "JavaScript"
}
