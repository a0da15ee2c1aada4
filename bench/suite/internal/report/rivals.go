package report

import (
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

type (
	table = cases.Table
	row   = cases.Row
)

// comparedFigure is one in which a rival can be better.
type comparedFigure struct {
	name string
	of   func(cases.Sample) float64
	most bool // the more the better
}

// compared are the figures of a kind that tell better from worse.
func compared(k cases.Kind) (all []comparedFigure) {
	if k.Rate != "" {
		all = append(all, comparedFigure{k.Rate, cases.Rate, true})
	}
	if k.Cost != "" && k.Name != "idle" { // that of idle connections is next to nothing
		all = append(all, comparedFigure{k.Cost, cases.Cost, false})
	}
	if k.Memory != "" {
		all = append(all, comparedFigure{k.Memory, cases.Memory, false})
	}
	switch {
	case k.Name == "startup": // of few starts the 99th of a hundred is the slowest one
		all = append(all, comparedFigure{"p50 µs", cases.Latency(cases.P50), false})
	case k.Time != "":
		all = append(all, comparedFigure{"p99 µs", cases.Latency(cases.P99), false})
	}
	return all
}

// isRival says whether the first is nodenet and the second does the same thing: Go
// is measured against Go and C, JavaScript against JavaScript by the same script, so
// many loops against as many.
func isRival(our, other string) bool {
	ours, ourLoops, _ := strings.Cut(our, " ")
	others, otherLoops, _ := strings.Cut(other, " ")
	if !strings.HasPrefix(ours, "nodenet") || strings.HasPrefix(others, "nodenet") || ourLoops != otherLoops {
		return false
	}
	if language(ours) == "JavaScript" {
		return language(others) == "JavaScript" && strings.HasSuffix(ours, "-pipe") == strings.HasSuffix(others, "-pipe")
	}
	return language(others) != "JavaScript"
}

// language is what a server's programs are written in.
func language(server string) string {
	switch strings.TrimSuffix(server, "-pipe") {
	case "nodenet", "nodenet-data", "gnet", "nbio", "netpoll", "net":
		return "Go"
	case "nodenet-js", "node", "bun":
		return "JavaScript"
	}
	return "C"
}
