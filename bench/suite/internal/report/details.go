package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/targets"
)

// summary is how often each target is met.
func summary(lines []targets.Line) part {
	p := part{
		Title: "Our targets, and where we miss them",
		Text:  `In how many cases each target is met and missed. "Within the noise": the limit lies between the least and the greatest figure that the rounds allow, so that more rounds or a quieter machine may change the verdict.`,
		Lines: [][]string{{"target", "wanted", "met", "missed", "of these within the noise"}},
	}
	for _, t := range targets.Tallies(lines) {
		p.Lines = append(p.Lines, []string{t.Target, t.Wanted, strconv.Itoa(t.Met), strconv.Itoa(t.Missed), strconv.Itoa(t.Noise)})
	}
	return p
}

// everyTarget is each target in each case.
func everyTarget(lines []targets.Line) part {
	p := part{
		Title: "Our targets, case by case",
		Text:  "Where there is a rival, the figure is the ratio of our median to that of the best rival. From and to: our least round to its greatest, and our greatest to its least. Growth is that of nodenet's own cost; the rival is then how much the cost of the bare loop in C grows.",
		Lines: [][]string{{"target", "case", "server", "rival", "figure", "from", "to", "wanted", "verdict"}},
	}
	for _, l := range lines {
		f, rival := l.Figure, l.Figure.Rival
		if len(l.Lacking) > 0 {
			rival = strings.TrimSpace(rival + " (without " + strings.Join(l.Lacking, ", ") + ")")
		}
		p.Lines = append(p.Lines, []string{l.Target, l.Case, f.Server, rival, number(f.Value), number(f.Least), number(f.Most), l.Wanted, l.Verdict.String()})
	}
	return p
}

// growth is what a unit costs with few and with many.
func growth(s targets.Series) part {
	heading := []string{"server"}
	for _, n := range s.Numbers {
		heading = append(heading, strconv.Itoa(n))
	}
	p := part{Title: "Growth: " + s.Title, Text: s.Unit + " for each N.", Lines: [][]string{append(heading, "last to first", "from", "to")}}
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
func losses(tables []table) part {
	p := part{
		Title: "Where others are better",
		Text:  "Every figure in which a rival was better than nodenet: Go is compared with Go and C, JavaScript with JavaScript. After each rival come its figure and the ratio of ours to it, with ≈ where the rounds of the two overlap.",
		Lines: [][]string{{"case", "server", "what", "ours", "better"}},
	}
	compared := false
	for _, t := range tables {
		for _, our := range t.Rows {
			for _, f := range figures(t.Kind) {
				line, rivals := f.lost(t, our)
				compared = compared || rivals > 0
				if line != nil {
					p.Lines = append(p.Lines, line)
				}
			}
		}
	}
	if compared && len(p.Lines) == 1 {
		p.Lines = append(p.Lines, []string{"none in this run", "", "", "", ""})
	}
	return p
}

// lost is the line of a row of ours in which others are better by half a hundredth
// at least, or nil, and with how many rivals it was compared.
func (f figure) lost(t table, our row) (line []string, rivals int) {
	var better []string
	for _, other := range t.Rows {
		if !isRival(our.Server, other.Server) {
			continue
		}
		ratio := targets.Ratio(our, other, f.of)
		if !ratio.Known() {
			continue
		}
		rivals++
		worse := ratio.Value
		if f.most {
			worse = 1 / worse
		}
		if math.IsInf(worse, 0) || worse < 1.005 {
			continue
		}
		about := ""
		if ratio.Spans(1) {
			about = "≈"
		}
		better = append(better, fmt.Sprintf("%s %s (%s%s)", other.Server, number(ratio.Theirs), about, number(ratio.Value)))
	}
	if better != nil {
		line = []string{t.Case, our.Server, f.name, number(our.Median(f.of)), strings.Join(better, ", ")}
	}
	return line, rivals
}
