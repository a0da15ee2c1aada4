package report

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
	"github.com/nodenet-go/nodenet/bench/suite/internal/stats"
	"github.com/nodenet-go/nodenet/bench/suite/internal/targets"
)

// Read reads what JSON has written to a file.
func Read(path string) (*Report, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := new(Report)
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for i, t := range r.Tables {
		c, err := cases.Parse(t.Case)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		r.Tables[i].Kind = c.Kind
	}
	if len(r.Tables) == 0 {
		return nil, fmt.Errorf("%s: no case was measured, or it is no file written by --json", path)
	}
	return r, nil
}

// Compare prints how the figures of two runs differ, for the servers that are asked
// for, or else for ours.
func Compare(w io.Writer, before, after *Report, asked []string) error {
	for _, run := range []struct {
		name string
		r    *Report
	}{{"before", before}, {"after", after}} {
		fmt.Fprintf(w, "%-6s  %s Load average %s. nodenet %s.\n", run.name, run.r.when(), run.r.Machine.LoadBefore, run.r.version("nodenet"))
	}
	for _, warning := range unlike(before, after) {
		fmt.Fprintln(w, "CAUTION:", warning)
	}
	lines := differences(before, after, func(server string) bool {
		if len(asked) == 0 {
			return isOurs(server)
		}
		name, _, _ := strings.Cut(server, " ")
		return slices.Contains(asked, server) || slices.Contains(asked, name)
	})
	if len(lines) == 1 {
		return fmt.Errorf("no server was measured in the same case in both runs")
	}
	fmt.Fprint(w, "\nThe ratio is the median after to the median before. From and to: what the least and the greatest rounds allow.\n"+
		"Where 1 lies between the two, the difference is within the noise. Unchanged servers: the median ratio, in the\n"+
		"same case, of the servers whose version is the same in both runs. What they moved, the machine has moved.\n\n")
	return columns(w, lines, 0)
}

// unlike is what makes two runs hard to compare.
func unlike(before, after *Report) (warnings []string) {
	for _, c := range []struct {
		what        string
		first, then any
	}{
		{"processor", before.Machine.CPU, after.Machine.CPU},
		{"number of processors", before.Machine.Processors, after.Machine.Processors},
		{"kernel", before.Machine.Kernel, after.Machine.Kernel},
		{"version of Go", before.Machine.Go, after.Machine.Go},
		{"length of a round", before.Seconds, after.Seconds},
		{"use of one processor each", before.Pinned, after.Pinned},
	} {
		if c.first != c.then {
			warnings = append(warnings, fmt.Sprintf("the %s differs: %v and %v", c.what, c.first, c.then))
		}
	}
	if least := min(before.Rounds, after.Rounds); least < 5 {
		warnings = append(warnings, fmt.Sprintf("with %d rounds, chance alone often keeps two runs apart; use 5 or more", least))
	}
	return warnings
}

// differences are a line for each figure of each server that is asked for and was
// measured in both runs; the first is the heading.
func differences(before, after *Report, asked func(server string) bool) [][]string {
	lines := [][]string{{"case", "server", "what", "before", "±", "after", "±", "ratio", "from", "to", "unchanged servers", ""}}
	for _, then := range after.Tables {
		i := slices.IndexFunc(before.Tables, func(t table) bool { return t.Case == then.Case })
		if i < 0 {
			continue
		}
		first := before.Tables[i]
		for _, f := range figures(then.Kind) {
			same := unchanged(before, after, first, then, f)
			for _, row := range then.Rows {
				if !asked(row.Server) {
					continue
				}
				was, ratio := f.between(first, row)
				if !ratio.Known() {
					continue
				}
				lines = append(lines, []string{
					then.Case, row.Server, f.name,
					number(ratio.Theirs), percent(was.Spread(f.of)), number(ratio.Ours), percent(row.Spread(f.of)),
					hundredths(ratio.Value), hundredths(ratio.Least), hundredths(ratio.Most), same, f.change(ratio),
				})
			}
		}
	}
	return lines
}

// between is the row of the same server in the table of the first run, and the ratio
// of the later row to it; not known where the server was not measured before.
func (f figure) between(first table, later row) (was row, ratio targets.Figure) {
	i := slices.IndexFunc(first.Rows, func(r row) bool { return r.Server == later.Server })
	if i < 0 {
		return was, ratio
	}
	return first.Rows[i], targets.Ratio(later, first.Rows[i], f.of)
}

// unchanged is the median of the ratios of the servers that are not ours and whose
// version is known and the same.
func unchanged(before, after *Report, first, then table, f figure) string {
	var ratios []float64
	for _, row := range then.Rows {
		name, _, _ := strings.Cut(row.Server, " ")
		version := after.version(name)
		if isOurs(name) || version == "" || version != before.version(name) {
			continue
		}
		if _, ratio := f.between(first, row); ratio.Known() {
			ratios = append(ratios, ratio.Value)
		}
	}
	if len(ratios) == 0 {
		return "-"
	}
	return fmt.Sprintf("%s (%d)", hundredths(stats.Median(ratios)), len(ratios))
}

// change says what a ratio means.
func (f figure) change(ratio targets.Figure) string {
	switch {
	case ratio.Least <= 1 && 1 <= ratio.Most:
		return "within the noise"
	case (ratio.Value > 1) == f.most:
		return "better"
	}
	return "WORSE"
}

// version is that of a server in the run.
func (r *Report) version(server string) string {
	for _, s := range r.Servers {
		if s.Name == server {
			return s.Version
		}
	}
	return ""
}

func hundredths(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
