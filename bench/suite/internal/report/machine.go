// Package report tells the results: as text, JSON, Markdown, and HTML with plots.
package report

import (
	"os"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/bench/suite/internal/cases"
	"github.com/nodenet-go/nodenet/bench/suite/internal/servers"
)

// Report is a whole run.
type Report struct {
	When    time.Time
	Machine Machine
	Rounds  int
	Seconds float64
	Pinned  bool
	Servers []servers.Server
	Absent  []servers.Absent
	LeftOut []string // cases of the full set that are too heavy
	Tables  []cases.Table
}

// Machine is where it ran.
type Machine struct {
	CPU, Kernel, Go string
	Processors      int
	LoadBefore      string // /proc/loadavg, to tell a quiet machine from a busy one
}

// ThisMachine describes the one we are on.
func ThisMachine() Machine {
	m := Machine{CPU: "unknown", Go: runtime.Version(), Processors: runtime.NumCPU()}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(text)) {
			if name, value, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
				m.CPU = strings.TrimSpace(value)
				break
			}
		}
	}
	var system unix.Utsname
	if unix.Uname(&system) == nil {
		m.Kernel = unix.ByteSliceToString(system.Sysname[:]) + " " + unix.ByteSliceToString(system.Release[:])
	}
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		m.LoadBefore = strings.TrimSpace(string(text))
	}
	return m
}
