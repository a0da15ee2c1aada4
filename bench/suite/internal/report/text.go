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
	fmt.Fprintf(w, "%s, %d processors, %s, %s\n", r.Machine.CPU, r.Machine.Processors, r.Machine.Kernel, r.Machine.Go)
	fmt.Fprintln(w, r.method())
	for _, t := range r.Tables {
		fmt.Fprintf(w, "\n%s  (%s)\n", t.Case, t.Kind.Title)
		columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		for _, line := range grid(t) {
			fmt.Fprintln(columns, strings.Join(line, "\t")+"\t")
		}
		if err := columns.Flush(); err != nil {
			return err
		}
		for _, row := range t.Rows {
			if row.Failed != "" {
				fmt.Fprintf(w, "failed: %s: %s\n", row.Server, row.Failed)
			}
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

// method says in one sentence how it was measured.
func (r *Report) method() string {
	where := "server and load on a processor each"
	if !r.Pinned {
		where = "server and load on all processors"
	}
	return fmt.Sprintf("Medians of %d rounds of %g s in turn, %s; ± is the distance from the least to the greatest round.", r.Rounds, r.Seconds, where)
}

// JSON writes everything, every round of it.
func (r *Report) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}
