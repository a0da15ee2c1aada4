package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestMemoryOfACgroup(t *testing.T) {
	root := t.TempDir()
	for name, most := range map[string]string{"a/b/c": "max", "a/b": "300000", "a": "200000", "other": "1"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name, "memory.max"), []byte(most+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for self, want := range map[string]int64{
		"0::/a/b/c\n":                   200000,
		"12:cpu:/other\n0::/a/b/c\n":    200000,
		"0::/other\n":                   1,
		"0::/\n":                        math.MaxInt64,
		"0::/not/there\n":               math.MaxInt64,
		"0::/../../other/../a/b\n":      200000,
		"4:memory:/docker/1\n1:cpu:/\n": math.MaxInt64,
		"":                              math.MaxInt64,
	} {
		if got := cgroupMemory(root, self); got != want {
			t.Errorf("%q: %d, want %d", self, got, want)
		}
	}
}

// A program of which a third is alive fits into half a gigabyte.
func TestGarbageWithinALimit(t *testing.T) {
	const source = `
		const keep = [];
		for (let i = 0; i < 200000; i++) keep.push({ i });
		for (let k = 0; k < 40; k++) for (let i = 0, a = []; i < 20000; i++) a.push([i, k, { i }]);
		console.log(keep.length);`
	program := build(t)
	out, err := exec.Command("sh", "-c", `ulimit -d 524288; exec "$0" -e "$1"`, program, source).CombinedOutput()
	if got := string(out); err != nil || got != "200000\n" {
		first, _, _ := strings.Cut(got, "\n")
		t.Error(err, first)
	}
}
