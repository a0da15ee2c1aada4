package report

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
)

func sampleReport() *Report {
	row := func(server string, costs ...float64) cases.Row {
		r := cases.Row{Server: server}
		for _, cost := range costs {
			r.Samples = append(r.Samples, cases.Sample{
				Rate: 10000, Cost: cost, Client: 50, Latencies: []float64{10, 11, 12, 13, 14, 15, 16, 17},
			})
		}
		return r
	}
	broken := cases.Row{Server: "broken", Failed: "nothing listens"}
	return &Report{
		Rounds: 3, Seconds: 1, Pinned: true,
		Servers: []servers.Server{{Name: "epoll"}, {Name: "nodenet"}},
		Absent:  []servers.Absent{{Name: "haproxy", Why: "not installed"}},
		Tables: []cases.Table{{
			Case: "echo/1x64x1", Kind: cases.Kinds[0],
			Rows: []cases.Row{row("epoll", 10, 10, 10), row("nodenet", 11, 12, 16), broken},
		}},
	}
}

func TestFiguresOfATable(t *testing.T) {
	lines := grid(sampleReport().Tables[0])
	want := [][]string{
		{"server", "messages/s", "±", "CPU µs/message", "±", "to epoll", "server busy", "client busy", "others", "p50 µs", "p99 µs", "p99.9 µs", "errors"},
		{"epoll", "10000", "0%", "10.0", "0%", "1.00", "10%", "50%", "0%", "10.0", "14.0", "15.0", "0"},
		{"nodenet", "10000", "0%", "12.0", "42%", "1.20", "12%", "50%", "0%", "10.0", "14.0", "15.0", "0"},
		{"broken", "-", "0%", "-", "0%", "-", "-", "-", "-", "-", "-", "-", "0"},
	}
	for i, line := range want {
		if got := strings.Join(lines[i], "|"); got != strings.Join(line, "|") {
			t.Errorf("line %d is\n%s, want\n%s", i, got, strings.Join(line, "|"))
		}
	}
}

func TestEveryFormTellsTheSame(t *testing.T) {
	r := sampleReport()
	var text, html, markdown strings.Builder
	for _, err := range []error{r.Text(&text), r.HTML(&html), r.Markdown(&markdown)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, form := range map[string]string{"text": text.String(), "HTML": html.String(), "Markdown": markdown.String()} {
		at := 0
		for _, want := range []string{
			"At a glance", "Who is first", "echo/1x64x1", "42%", "nothing listens",
			"Our targets, and where we miss them", "Where others are better", "haproxy", "load average",
		} {
			i := strings.Index(form[at:], want)
			if i < 0 {
				t.Fatalf("%s does not say %q, or too early", name, want)
			}
			at += i
		}
		if strings.Contains(form, "not measured") || strings.Contains(form, "idle") {
			t.Errorf("%s speaks of what was not measured", name)
		}
	}
	if got := strings.Count(html.String(), "<svg"); got != 3 {
		t.Errorf("%d plots, want 3: rate, cost, latency", got)
	}
	if strings.Contains(html.String(), "src=") {
		t.Error("the page loads something from elsewhere")
	}
}

// costs is a table of an echo case with processor times alone.
func costs(t *testing.T, name string, of map[string][]float64) table {
	t.Helper()
	c, err := cases.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	result := table{Case: name, Kind: c.Kind}
	for _, server := range slices.Sorted(maps.Keys(of)) {
		r := row{Server: server}
		for _, cost := range of[server] {
			r.Samples = append(r.Samples, cases.Sample{Cost: cost, Memory: cost})
		}
		result.Rows = append(result.Rows, r)
	}
	return result
}

func sameLines(t *testing.T, got [][]string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d lines, want %d: %q", len(got), len(want), got)
		return
	}
	for i, line := range got {
		if line := strings.Join(line, "|"); line != want[i] {
			t.Errorf("line %d is\n%s, want\n%s", i, line, want[i])
		}
	}
}

func TestAtAGlance(t *testing.T) {
	got := glance([]table{
		costs(t, "echo/1x64x1", map[string][]float64{"epoll": {10}, "libuv": {8}, "io_uring": {1}, "gnet": {20}, "nodenet": {16}, "node": {1}, "nodenet-js": {3}}),
		costs(t, "echo/2x64x1", map[string][]float64{"epoll": {10}, "gnet": {10}, "net": {40}, "nodenet": {5}, "nodenet-js": {3}}),
		costs(t, "idle/10", map[string][]float64{"gnet": {700}, "nodenet-data": {350}}),
	})
	sameLines(t, got.Lines,
		"what|server|ours|to C|to io_uring in C|to the best Go peer|to Node",
		"echo: CPU µs/message, 2 cases|nodenet||0.50–2.00|16.0|0.50–0.80|",
		"echo: CPU µs/message, 2 cases|nodenet-js|||||3.00",
		"idle: bytes/connection|nodenet-data|350|||0.50|",
	)
}

func TestWhoIsFirst(t *testing.T) {
	got := winners([]table{
		costs(t, "echo/1x64x1", map[string][]float64{"epoll": {10}, "libuv": {8}, "gnet": {20, 21, 22}, "nodenet": {18, 19, 30}, "nodenet-data": {40}}),
		costs(t, "echo/2x64x1", map[string][]float64{"gnet": {9}, "nodenet": {10}, "node": {20}, "nodenet-js": {10}, "nodenet-js-pipe": {5}}),
	})
	sameLines(t, got.Lines,
		"case|what|C|Go|JavaScript",
		"echo/1x64x1|CPU µs/message|libuv 8.00|nodenet 19.0 ≈ gnet 21.0|",
		"echo/2x64x1|CPU µs/message||gnet 9.00 < nodenet 10.0|nodenet-js 10.0 < node 20.0",
	)
}

func TestWhatWasNotMeasuredStaysOut(t *testing.T) {
	r := sampleReport()
	r.Tables[0].Rows = r.Tables[0].Rows[:1] // the floor alone
	var titles []string
	for _, p := range append(r.overview(), r.details()...) {
		titles = append(titles, p.Title)
	}
	if got := strings.Join(titles, "|"); got != "Who is first|The servers|The machine, and how it was measured" {
		t.Error(got)
	}
}

func TestLosses(t *testing.T) {
	r := sampleReport()
	r.Tables[0].Rows[0].Server = "gnet"
	got := losses(r.Tables).Lines[1:]
	want := "echo/1x64x1|nodenet|CPU µs/message|12.0|gnet 10.0 (1.20)"
	if len(got) != 1 || strings.Join(got[0], "|") != want {
		t.Errorf("losses: %q, want %q", got, want)
	}
	r.Tables[0].Rows[0] = r.Tables[0].Rows[1] // as good as we are
	r.Tables[0].Rows[0].Server = "gnet"
	if got := losses(r.Tables).Lines[1:]; len(got) != 1 || !strings.HasPrefix(got[0][0], "none") {
		t.Errorf("losses: %q", got)
	}
	r.Tables[0].Rows[0].Server = "node" // JavaScript is no rival of Go
	if got := losses(r.Tables).Lines[1:]; len(got) != 0 {
		t.Errorf("nothing was compared, but: %q", got)
	}
}

func TestRivals(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"nodenet", "gnet"}:              true,
		{"nodenet", "haproxy-splice"}:    true,
		{"nodenet", "node"}:              false,
		{"nodenet", "nodenet-data"}:      false,
		{"gnet", "nodenet"}:              false,
		{"nodenet-js", "bun"}:            true,
		{"nodenet-js", "bun-pipe"}:       false,
		{"nodenet-js-pipe", "node-pipe"}: true,
		{"nodenet-js", "epoll"}:          false,
		{"nodenet ×2", "gnet ×2"}:        true,
		{"nodenet ×2", "gnet ×1"}:        false,
	} {
		if got := isRival(pair[0], pair[1]); got != want {
			t.Errorf("%v: %v", pair, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	for x, want := range map[float64]string{0: "0.00", 0.01234: "0.0123", 1.234: "1.23", 12.34: "12.3", 1234.5: "1234"} {
		if got := number(x); got != want {
			t.Errorf("number(%v) = %s, want %s", x, got, want)
		}
	}
	if got := ratio(1, math.NaN()); got != "-" {
		t.Errorf("a ratio to nothing is %s", got)
	}
}
