package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// permitted runs the script of the test in a directory of its own.
func permitted(t *testing.T, program string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS("testdata/permission")); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, "--no-warnings", "--permission", "--allow-fs-read="+dir, "--allow-fs-write="+dir+"/allowed/", "main.js")
	command.Dir = dir
	out, err := command.CombinedOutput()
	if err != nil {
		t.Errorf("%v", err)
	}
	return string(out)
}

func TestPermission(t *testing.T) {
	want, err := os.ReadFile("testdata/permission/main.out")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, string(want), permitted(t, build(t)))
}

// What is written down of Node is what it does.
func TestPermissionOfNode(t *testing.T) {
	got := permitted(t, node(t))
	if os.Getenv("NODENET_RECORD") != "" {
		if err := os.WriteFile("testdata/permission/main.out", []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/permission/main.out")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, string(want), got)
}

func compare(t *testing.T, want, got string) {
	t.Helper()
	wanted, lines := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(wanted), len(lines)) {
		w, g := "", ""
		if i < len(wanted) {
			w = wanted[i]
		}
		if i < len(lines) {
			g = lines[i]
		}
		if w != g {
			t.Errorf("line %d\nwant %s\ngot  %s", i+1, w, g)
		}
	}
}
