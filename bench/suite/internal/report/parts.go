package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/marks"
)

// part is a table that is computed from those of the cases.
type part struct {
	Title, Text string
	Lines       [][]string // the first is the heading
}

// parts are all of them.
func (r *Report) parts() []part {
	lines := marks.Lines(r.Tables)
	all := []part{summary(lines), everyMark(lines)}
	for _, s := range marks.Grow(r.Tables) {
		all = append(all, growth(s))
	}
	return append(all, r.losses())
}

const open = `"Open" says that the limit lies between the least and the greatest figure that the rounds allow: more rounds, or a quieter machine, may turn it.`

// summary is how often each mark is met.
func summary(lines []marks.Line) part {
	p := part{"Marks", "In how many cases nodenet does what it has promised. " + open, [][]string{{"mark", "met", "not met", "of these open", "not measured"}}}
	for _, t := range marks.Tallies(lines) {
		p.Lines = append(p.Lines, []string{t.Mark, strconv.Itoa(t.Met), strconv.Itoa(t.Missed), strconv.Itoa(t.Open), strconv.Itoa(t.NotMeasured)})
	}
	return p
}

// everyMark is each mark in each case.
func everyMark(lines []marks.Line) part {
	p := part{
		"Marks, case by case",
		"A figure beside a rival is the ratio of our median to that of the best rival. From and to: what our least round to their greatest would make of it, and the reverse. Growth is that of nodenet itself, beside how much dearer the kernel alone gets.",
		[][]string{{"mark", "case", "server", "beside", "figure", "from", "to", "wanted", ""}},
	}
	for _, l := range lines {
		f, beside := l.Figure, l.Figure.Rival
		if len(l.Lacking) > 0 {
			beside = strings.TrimSpace(beside + " (without " + strings.Join(l.Lacking, ", ") + ")")
		}
		figure, least, most := number(f.Value), number(f.Least), number(f.Most)
		if l.Verdict == marks.NotMeasured {
			figure, least, most = "-", "-", "-"
		}
		p.Lines = append(p.Lines, []string{l.Mark, l.Case, f.Server, beside, figure, least, most, l.Wanted, l.Verdict})
	}
	return p
}

// growth is what a unit costs with few and with many.
func growth(s marks.Series) part {
	heading := []string{"server"}
	for _, n := range s.Numbers {
		heading = append(heading, strconv.Itoa(n))
	}
	p := part{"Growth: " + s.Title, s.Unit + " for each N.", [][]string{append(heading, "last to first", "from", "to")}}
	for _, g := range s.Lines {
		line := []string{g.Server}
		for _, cost := range g.Costs {
			line = append(line, number(cost))
		}
		p.Lines = append(p.Lines, append(line, number(g.Figure.Value), number(g.Figure.Least), number(g.Figure.Most)))
	}
	return p
}

// losses are the figures in which a rival was better.
func (r *Report) losses() part {
	p := part{
		"Losses",
		"Where a rival was better than nodenet: Go beside Go and C, JavaScript beside JavaScript. Behind each rival stand its figure and the ratio of ours to it, with ≈ where the rounds of the two overlap.",
		[][]string{{"case", "server", "what", "ours", "better"}},
	}
	for _, t := range r.Tables {
		for _, our := range t.Rows {
			for _, f := range compared(t.Kind) {
				if line := f.lost(t, our); line != nil {
					p.Lines = append(p.Lines, line)
				}
			}
		}
	}
	if len(p.Lines) == 1 {
		p.Lines = append(p.Lines, []string{"none in this run", "", "", "", ""})
	}
	return p
}

// lost is the line of a row of ours in which others are better by half a hundredth
// at least, or nil.
func (f comparedFigure) lost(t table, our row) []string {
	var better []string
	for _, other := range t.Rows {
		if !isRival(our.Server, other.Server) {
			continue
		}
		ratio := marks.Ratio(our, other, f.of)
		worse := ratio.Value
		if f.most {
			worse = 1 / worse
		}
		if !ratio.Known() || math.IsInf(worse, 0) || worse < 1.005 {
			continue
		}
		about := ""
		if ratio.Least < 1 && 1 < ratio.Most {
			about = "≈"
		}
		better = append(better, fmt.Sprintf("%s %s (%s%s)", other.Server, number(ratio.Theirs), about, number(ratio.Value)))
	}
	if better == nil {
		return nil
	}
	return []string{t.Case, our.Server, f.name, number(our.Median(f.of)), strings.Join(better, ", ")}
}
