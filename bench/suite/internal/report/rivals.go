package report

import (
	"strings"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
)

type (
	table = cases.Table
	row   = cases.Row
)

// figure is one in which a rival can be better.
type figure struct {
	name string
	of   func(cases.Sample) float64
	most bool // the more the better
}

// figures are those of a kind that tell better from worse.
func figures(k cases.Kind) (all []figure) {
	if k.Rate != "" {
		all = append(all, figure{k.Rate, cases.Rate, true})
	}
	if k.Cost != "" && k.Memory != "bytes/connection" { // to hold idle connections costs next to nothing
		all = append(all, figure{k.Cost, cases.Cost, false})
	}
	if k.Memory != "" {
		all = append(all, figure{k.Memory, cases.Memory, false})
	}
	switch {
	case k.Name == "startup": // of a few starts the 99th percentile is the slowest one
		all = append(all, figure{"p50 µs", cases.Latency(cases.P50), false})
	case k.Time != "":
		all = append(all, figure{"p99 µs", cases.Latency(cases.P99), false})
	}
	return all
}

// headlines are the figures of a kind that an overview tells, all of them the better
// the less they are: of servers processor time, the steadiest; how long a program
// takes to start; and memory where that is what is measured.
func headlines(k cases.Kind) (all []figure) {
	for _, f := range figures(k) {
		time := k.Name == "startup" && f.name == "p50 µs"
		if time || f.name == k.Memory || f.name == k.Cost && k.Name != "startup" {
			all = append(all, f)
		}
	}
	return all
}

func isOurs(server string) bool { return strings.HasPrefix(server, "nodenet") }

// isRival says whether the first is nodenet and the second does the same thing: Go
// is compared with Go and C, JavaScript with JavaScript by the same script, and one
// or two loops with as many.
func isRival(our, other string) bool {
	ours, ourLoops, _ := strings.Cut(our, " ")
	others, otherLoops, _ := strings.Cut(other, " ")
	if !isOurs(ours) || isOurs(others) || ourLoops != otherLoops {
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
