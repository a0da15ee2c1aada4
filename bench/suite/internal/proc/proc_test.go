package proc

import (
	"bufio"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestFieldsOfProc(t *testing.T) {
	if got, err := onProcessor("123456789 55 7\n"); err != nil || got != 123456789 {
		t.Errorf("onProcessor = %v, %v", got, err)
	}
	if _, err := onProcessor(""); err == nil {
		t.Error("an empty schedstat file is taken")
	}
	status := "Name:\tx\nVmHWM:\t  900 kB\nVmRSS:\t    12 kB\n"
	if got, err := field(status, "VmRSS:"); err != nil || got != 12*1024 {
		t.Errorf("field = %v, %v", got, err)
	}
	if _, err := field(status, "VmSwap:"); err == nil {
		t.Error("a field that is not there is found")
	}
}

func TestCPUCountsWorkAndChildren(t *testing.T) {
	before, err := CPU(os.Getpid())
	if err != nil {
		t.Skip("no /proc here: ", err)
	}
	// A shell below us works for a while, says so, and waits.
	child := exec.Command("sh", "-c", "i=0; while [ $i -lt 1000000 ]; do i=$((i+1)); done; echo done; read line")
	out, _ := child.StdoutPipe()
	in, _ := child.StdinPipe()
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { in.Close(); child.Wait() }()
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(line, err)
	}
	ours, _ := CPU(os.Getpid())
	theirs, _ := CPU(child.Process.Pid)
	if theirs <= 20*time.Millisecond || ours-before < 20*time.Millisecond {
		t.Fatalf("after the work: %v of ours, %v of the child's", ours-before, theirs)
	}
}

func TestStartPins(t *testing.T) {
	processors, err := Processors()
	if err != nil || len(processors) == 0 {
		t.Skip("no affinity here")
	}
	last := processors[len(processors)-1]
	child := exec.Command("grep", "Cpus_allowed_list", "/proc/self/status")
	var out strings.Builder
	child.Stdout = &out
	if err := Start(child, last); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err != nil {
		t.Fatal(err)
	}
	var got string
	if fields := strings.Fields(out.String()); len(fields) == 2 {
		got = fields[1]
	}
	if want := strconv.Itoa(last); got != want {
		t.Errorf("the child may run on %q, want %q", got, want)
	}
	if after, _ := Processors(); len(after) != len(processors) {
		t.Errorf("afterwards we are on %v, not on %v", after, processors)
	}
}

func TestBusyIsWhatProgramsHadAndWhatWasStolen(t *testing.T) {
	got, err := busy("cpu  100 20 30 99999 7 8 9 4 0 0\ncpu0 1 2 3\n")
	if err != nil || got != 1540*time.Millisecond {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := busy("intr 1 2 3"); err == nil {
		t.Error("nonsense is taken")
	}
	if got, err := Busy(); err != nil || got <= 0 {
		t.Errorf("of this machine: %v, %v", got, err)
	}
}
