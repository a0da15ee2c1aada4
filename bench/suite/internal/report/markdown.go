package report

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes docs/performance.md.
func (r *Report) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What nodenet costs, and what others cost\n\n%s How, and what the cases are: bench/README.md. Why targets are missed: docs/performance-notes.md. To measure again, in the root of the repository:\n\n    %s\n\n",
		r.when(), r.Command)
	for _, p := range r.overview() {
		p.markdown(&b)
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
	b.WriteString("\n")
	for _, p := range r.details() {
		p.markdown(&b)
	}
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

func (p part) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "## %s\n\n", p.Title)
	if p.Text != "" {
		fmt.Fprintf(b, "%s\n\n", p.Text)
	}
	if len(p.Lines) > 0 {
		pipes(b, p.Lines)
	}
	for _, line := range p.List {
		fmt.Fprintf(b, "- %s\n", line)
	}
	if len(p.List) > 0 {
		b.WriteString("\n")
	}
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
