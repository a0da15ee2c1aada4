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

// What is no file is written to: whoever may replace /dev/null would lose it.
func TestBuildIntoAPipe(t *testing.T) {
	dir := project(t, map[string]string{"main.js": "console.log('out of a pipe')"})
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	app := filepath.Join(t.TempDir(), "app")
	copied := make(chan error, 1)
	go func() {
		data, err := os.ReadFile(pipe)
		if err == nil {
			err = os.WriteFile(app, data, 0o755)
		}
		copied <- err
	}()
	if _, stderr, code := ends(t, dir, nil, build(t), "build", "main.js", "-o", "pipe"); code != 0 || stderr != "" {
		t.Fatalf("code %d: %s", code, stderr)
	}
	if is, err := os.Lstat(pipe); err != nil || is.Mode().Type() != os.ModeNamedPipe {
		t.Fatal("the pipe was replaced:", is, err)
	}
	if err := <-copied; err != nil {
		t.Fatal(err)
	}
	if out, stderr, code := ends(t, dir, nil, app); out != "out of a pipe\n" || code != 0 {
		t.Errorf("code %d: %s%s", code, out, stderr)
	}
}
