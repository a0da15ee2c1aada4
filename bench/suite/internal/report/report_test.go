package report

import (
	"math"
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
		Servers: []servers.Server{{Name: "floor"}, {Name: "nodenet"}},
		Absent:  []servers.Absent{{Name: "haproxy", Why: "not installed"}},
		Tables: []cases.Table{{
			Case: "echo/1x64x1", Kind: cases.Kinds[0],
			Rows: []cases.Row{row("floor", 10, 10, 10), row("nodenet", 11, 12, 16), broken},
		}},
	}
}

func TestFiguresOfATable(t *testing.T) {
	lines := grid(sampleReport().Tables[0])
	want := [][]string{
		{"server", "messages/s", "±", "CPU µs/message", "±", "to floor", "server busy", "client busy", "others", "p50 µs", "p99 µs", "p99.9 µs", "errors"},
		{"floor", "10000", "0%", "10.0", "0%", "1.00", "10%", "50%", "0%", "10.0", "14.0", "15.0", "0"},
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
		for _, want := range []string{"echo/1x64x1", "42%", "nothing listens", "haproxy", "Marks", "not measured", "Losses"} {
			if !strings.Contains(form, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
	if got := strings.Count(html.String(), "<svg"); got != 3 {
		t.Errorf("%d plots, want 3: rate, cost, latency", got)
	}
	if strings.Contains(html.String(), "http://") && strings.Contains(html.String(), "src=") {
		t.Error("the page loads something from elsewhere")
	}
}

func TestLosses(t *testing.T) {
	r := sampleReport()
	r.Tables[0].Rows[0].Server = "gnet"
	got := r.losses().Lines[1:]
	want := "echo/1x64x1|nodenet|CPU µs/message|12.0|gnet 10.0 (1.20)"
	if len(got) != 1 || strings.Join(got[0], "|") != want {
		t.Errorf("losses: %q, want %q", got, want)
	}
	r.Tables[0].Rows[0].Server = "node" // JavaScript is no rival of Go
	if got := r.losses().Lines[1:]; len(got) != 1 || !strings.HasPrefix(got[0][0], "none") {
		t.Errorf("losses: %q", got)
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
