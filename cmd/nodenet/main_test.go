package main

import (
	"bufio"
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// built is the command as it is given away, without C, in a folder that TestMain removes.
var built = sync.OnceValues(func() (string, error) {
	program := filepath.Join(temporary, "nodenet")
	command := exec.Command("go", "build", "-o", program, ".")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return program, nil
})

var temporary string

func TestMain(m *testing.M) {
	var err error
	if temporary, err = os.MkdirTemp("", "nodenet-command-"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(temporary)
	os.Exit(code)
}

func build(t *testing.T) string {
	t.Helper()
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// The command is one file that needs no other: no loader, no libraries.
func TestBinaryIsStatic(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks at ELF files")
	}
	file, err := elf.Open(build(t))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, part := range file.Progs {
		if part.Type == elf.PT_INTERP || part.Type == elf.PT_DYNAMIC {
			t.Errorf("the binary has a part of type %v: it is not static", part.Type)
		}
	}
}

// With --watch the program runs again when a file that it has required changes,
// while it runs and after it has ended.
func TestWatch(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program cannot tell of its files there")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("main.js", "console.log('run', require('./part.js'))")
	write("part.js", "module.exports = 1")
	command := exec.Command(build(t), "--watch", filepath.Join(dir, "main.js"))
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(time.Minute, func() { _ = command.Process.Kill() })
	defer timer.Stop()
	defer func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	}()
	lines := bufio.NewScanner(out)
	await := func(beginning string) {
		t.Helper()
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), beginning) {
				return
			}
		}
		t.Fatalf("the output ended without %q", beginning)
	}
	await("run 1")
	await("Completed running")
	write("part.js", "module.exports = 2; setInterval(() => {}, 1000)")
	await("Restarting")
	await("run 2")
	write("part.js", "module.exports = 3")
	await("Restarting")
	await("run 3")
}

// What a program has dropped goes back to the system once it is at rest.
func TestMemoryAtRest(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("reads /proc")
	}
	script := `
		let all = [];
		for (let i = 0; i < 300000; i++) all.push({ i });
		const before = process.memoryUsage().rss;
		all = null;
		const began = Date.now();
		const look = setInterval(() => {
			const fell = process.memoryUsage().rss < before / 2;
			if (!fell && Date.now() - began < 60000) return;
			console.log(fell ? 'fell' : 'holds ' + process.memoryUsage().rss + ' of ' + before);
			clearInterval(look);
		}, 200)`
	out, err := exec.Command(build(t), "-e", script).CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "fell" {
		t.Errorf("%v: %s", err, out)
	}
}
