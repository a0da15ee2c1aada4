package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Text writes the report for a terminal.
func (r *Report) Text(w io.Writer) error {
	fmt.Fprintln(w, r.when())
	for _, p := range r.overview() {
		if err := p.text(w); err != nil {
			return err
		}
	}
	for _, t := range r.Tables {
		fmt.Fprintf(w, "\n%s  (%s)\n", t.Case, t.Kind.Title)
		if err := columns(w, grid(t), tabwriter.AlignRight); err != nil {
			return err
		}
		for _, row := range t.Rows {
			if row.Failed != "" {
				fmt.Fprintf(w, "failed: %s: %s\n", row.Server, row.Failed)
			}
		}
	}
	for _, p := range r.details() {
		if err := p.text(w); err != nil {
			return err
		}
	}
	return nil
}

func (p part) text(w io.Writer) error {
	fmt.Fprintf(w, "\n%s\n", p.Title)
	for _, line := range append([]string{p.Text}, p.List...) {
		if line != "" {
			fmt.Fprintln(w, line)
		}
	}
	return columns(w, p.Lines, 0)
}

// columns writes lines below each other.
func columns(w io.Writer, lines [][]string, flags uint) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', flags)
	for _, line := range lines {
		fmt.Fprintln(t, strings.Join(line, "\t")+"\t")
	}
	return t.Flush()
}

// JSON writes everything, every round of it.
func (r *Report) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}
