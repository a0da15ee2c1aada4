package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
)

// aRun is a run of an echo case with these processor times, as it comes back from a
// file.
func aRun(t *testing.T, of map[string][]float64) *Report {
	t.Helper()
	r := &Report{Rounds: 5, Seconds: 1, Tables: []table{costs(t, "echo/1x64x1", of)}}
	for server := range of {
		version := "1"
		if isOurs(server) {
			version = ""
		}
		r.Servers = append(r.Servers, servers.Server{Name: server, Version: version})
	}
	path := filepath.Join(t.TempDir(), "run.json")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := r.JSON(file); err != nil {
		t.Fatal(err)
	}
	back, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

func TestDifferencesOfTwoRuns(t *testing.T) {
	before := aRun(t, map[string][]float64{
		"nodenet": {20, 21, 22}, "nodenet-data": {10, 11, 12}, "nodenet-js": {10, 10, 10}, "epoll": {10}, "libuv": {10}, "gone": {1},
	})
	after := aRun(t, map[string][]float64{
		"nodenet": {10, 10.5, 11}, "nodenet-data": {11, 12, 14}, "nodenet-js": {11, 12, 13}, "epoll": {11}, "libuv": {12}, "nodenet-js-pipe": {1},
	})
	sameLines(t, differences(before, after, isOurs)[1:],
		"echo/1x64x1|nodenet|CPU µs/message|21.0|10%|10.5|10%|0.50|0.45|0.55|1.15 (2)|better",
		"echo/1x64x1|nodenet-data|CPU µs/message|11.0|18%|12.0|25%|1.09|0.92|1.40|1.15 (2)|within the noise",
		"echo/1x64x1|nodenet-js|CPU µs/message|10.0|0%|12.0|17%|1.20|1.10|1.30|1.15 (2)|WORSE",
	)
	var text strings.Builder
	if err := Compare(&text, before, after, []string{"epoll"}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "epoll") || strings.Contains(text.String(), "nodenet-data") || strings.Contains(text.String(), "CAUTION") {
		t.Errorf("of epoll alone:\n%s", text.String())
	}
	if err := Compare(&text, before, after, []string{"nobody"}); err == nil {
		t.Error("a server that is not there is compared")
	}
}

// More messages a second are better, more microseconds are worse.
func TestWhatAChangeMeans(t *testing.T) {
	rates := func(rates ...float64) row {
		r := row{Server: "nodenet"}
		for _, rate := range rates {
			r.Samples = append(r.Samples, cases.Sample{Rate: rate})
		}
		return r
	}
	f := figure{"messages/s", cases.Rate, true}
	for want, later := range map[string]row{"better": rates(120, 130), "WORSE": rates(80, 90), "within the noise": rates(90, 110)} {
		_, ratio := f.between(table{Rows: []row{rates(99, 101)}}, later)
		if got := f.change(ratio); got != want {
			t.Errorf("%+v: %s, want %s", ratio, got, want)
		}
	}
}

func TestRunsThatAreHardToCompareAreNamed(t *testing.T) {
	before, after := &Report{Rounds: 5, Seconds: 1, Machine: Machine{CPU: "a"}}, &Report{Rounds: 3, Seconds: 2, Machine: Machine{CPU: "b"}}
	if got := strings.Join(unlike(before, after), "\n"); !strings.Contains(got, "processor differs: a and b") ||
		!strings.Contains(got, "length of a round differs: 1 and 2") || !strings.Contains(got, "3 rounds") {
		t.Error(got)
	}
	if got := unlike(before, before); got != nil {
		t.Error(got)
	}
}

func TestFilesThatAreNoRuns(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "no report": "{}", "an unknown case": `{"Tables": [{"Case": "dance/1"}]}`} {
		path := filepath.Join(t.TempDir(), "run.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "nothing")); err == nil {
		t.Error("a file that is not there is read")
	}
}
