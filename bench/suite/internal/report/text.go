package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Text writes the tables for a terminal.
func (r *Report) Text(w io.Writer) error {
	fmt.Fprintln(w, strings.Join(r.Machine.lines(), "\n"))
	fmt.Fprintln(w, r.method())
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
	for _, p := range r.parts() {
		fmt.Fprintf(w, "\n%s\n%s\n", p.Title, p.Text)
		if err := columns(w, p.Lines, 0); err != nil {
			return err
		}
	}
	fmt.Fprintln(w)
	for _, a := range r.Absent {
		fmt.Fprintf(w, "left out: %s: %s\n", a.Name, a.Why)
	}
	if len(r.LeftOut) > 0 {
		fmt.Fprintf(w, "left out, with too much in flight: %s\n", strings.Join(r.LeftOut, " "))
	}
	return nil
}

// columns writes lines below each other.
func columns(w io.Writer, lines [][]string, flags uint) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', flags)
	for _, line := range lines {
		fmt.Fprintln(t, strings.Join(line, "\t")+"\t")
	}
	return t.Flush()
}

// method says in one sentence how it was measured.
func (r *Report) method() string {
	where := "server and load on a processor each"
	if !r.Pinned {
		where = "server and load on all processors"
	}
	unfinished := ""
	if r.Unfinished {
		unfinished = " INTERRUPTED: the last case is not complete, and others are missing."
	}
	again := ""
	if r.Again > 0 {
		again = fmt.Sprintf(" A round in which other programs had more than a tenth of a processor is measured again, up to %d times, and the quietest counts.", r.Again)
	}
	return fmt.Sprintf("Medians of %d rounds of %g s in turn, %s; with 10,000 connections or 64 MB in flight rounds are three times as long. ± is the distance from the least to the greatest round.%s%s", r.Rounds, r.Seconds, where, again, unfinished)
}

// JSON writes everything, every round of it.
func (r *Report) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}
