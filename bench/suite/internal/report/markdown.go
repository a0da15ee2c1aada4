package report

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes what docs/performance.md holds: the machine, the versions, the
// marks, the growth, the losses, and every table.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What it costs, beside others\n\nMeasured on %s. bench/README.md says how, and what the cases are. To measure again, in the root of the repository:\n\n    %s\n\n",
		r.When.Format("2 January 2006"), r.Command)
	b.WriteString("## The machine and the versions\n\n")
	for _, line := range r.Machine.lines() {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	fmt.Fprintf(&b, "\n%s\n\n", r.method())
	lines := [][]string{{"server", "what", "version"}}
	for _, s := range r.Servers {
		lines = append(lines, []string{s.Name, s.What, s.Version})
	}
	pipes(&b, lines)
	for _, a := range r.Absent {
		fmt.Fprintf(&b, "Left out: %s: %s\n\n", a.Name, a.Why)
	}
	if len(r.LeftOut) > 0 {
		fmt.Fprintf(&b, "Left out, with too much in flight: %s\n\n", strings.Join(r.LeftOut, ", "))
	}
	for _, p := range r.parts() {
		fmt.Fprintf(&b, "## %s\n\n%s\n\n", p.Title, p.Text)
		pipes(&b, p.Lines)
	}
	b.WriteString("## Every case\n")
	kind := ""
	for _, t := range r.Tables {
		if t.Kind.Name != kind {
			kind = t.Kind.Name
			fmt.Fprintf(&b, "\n### %s\n\n%s.\n", kind, t.Kind.Title)
		}
		fmt.Fprintf(&b, "\n#### %s\n\n", t.Case)
		pipes(&b, grid(t))
		for _, row := range t.Rows {
			if row.Failed != "" {
				fmt.Fprintf(&b, "Failed: %s: %s\n\n", row.Server, row.Failed)
			}
		}
	}
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

// pipes writes lines, of which the first is the heading.
func pipes(b *strings.Builder, lines [][]string) {
	for i, line := range lines {
		fmt.Fprintf(b, "| %s |\n", strings.Join(line, " | "))
		if i == 0 {
			fmt.Fprintf(b, "|%s\n", strings.Repeat(" --- |", len(line)))
		}
	}
	b.WriteString("\n")
}
