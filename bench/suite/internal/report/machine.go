package report

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// Machine is where it ran.
type Machine struct {
	CPU, Kernel, Go       string
	Processors            int
	Memory                string
	Virtual               bool
	LoadBefore, LoadAfter string // /proc/loadavg, to tell a quiet machine from a busy one
}

// ThisMachine describes the machine we are on.
func ThisMachine() Machine {
	m := Machine{CPU: "unknown", Go: runtime.Version(), Processors: runtime.NumCPU(), LoadBefore: Load()}
	cpu := readFile("/proc/cpuinfo")
	m.CPU = value(cpu, "model name")
	var system unix.Sysinfo_t
	if unix.Sysinfo(&system) == nil {
		m.Memory = fmt.Sprintf("%.0f GB", float64(system.Totalram)*float64(system.Unit)/1e9)
	}
	// Most hypervisors show in the flags; the others mostly have virtio devices.
	devices, _ := os.ReadDir("/sys/bus/virtio/devices")
	m.Virtual = len(devices) > 0 || strings.Contains(" "+value(cpu, "flags")+" ", " hypervisor ")
	var kernel unix.Utsname
	if unix.Uname(&kernel) == nil {
		m.Kernel = unix.ByteSliceToString(kernel.Sysname[:]) + " " + unix.ByteSliceToString(kernel.Release[:])
	}
	return m
}

// Load is how busy the machine was in the last one, five and fifteen minutes.
func Load() string {
	words := strings.Fields(readFile("/proc/loadavg"))
	return strings.Join(words[:min(3, len(words))], " ")
}

func readFile(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return string(text)
}

// value is what follows a name and a colon, in the first line that has them.
func value(text, name string) string {
	for line := range strings.Lines(text) {
		if key, value, _ := strings.Cut(line, ":"); strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

// lines tell it.
func (m Machine) lines() []string {
	virtual := "no sign of a hypervisor"
	if m.Virtual {
		virtual = "a virtual machine with unknown neighbours"
	}
	return []string{
		fmt.Sprintf("%s, %d processors, %s of memory; %s", m.CPU, m.Processors, m.Memory, virtual),
		fmt.Sprintf("%s, %s", m.Kernel, m.Go),
		fmt.Sprintf("load average before: %s; after: %s", m.LoadBefore, m.LoadAfter),
	}
}
