package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// The executable needs nothing of the system it runs on: no libraries, no /proc, no
// /etc.
func TestBuildRunsInAnEmptySystem(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs the right to change the root")
	}
	app := bundled(t, project(t, serverProject), "src/server.js", "--include", "src/asset.txt")
	root := t.TempDir()
	if err := os.Rename(app, filepath.Join(root, "app")); err != nil {
		t.Fatal(err)
	}
	out, stderr, code := ends(t, "/", func(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Chroot: root} }, "/app", "write")
	if want := "3 dep inner 42 [ 'write' ]\nasset true false true\n[ 'add.ts', 'es.mjs' ] true\nEROFS\nASSETdepsrc/lib\nhi\n"; out != want || code != 1 {
		t.Errorf("code %d: %s%s", code, out, stderr)
	}
}
