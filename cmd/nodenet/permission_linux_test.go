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
	if err := os.Symlink("../main.js", filepath.Join(dir, "links/link")); err != nil {
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

// A program that a script starts may do no more than the script.
func TestPermissionOfChildren(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "a"), 0o700); err != nil {
		t.Fatal(err)
	}
	const may = `process.permission ? ['fs.read', 'fs.write', 'child', 'net'].map((s) => [process.permission.has(s), process.permission.has(s, '" + dir + "')]) : 'all'`
	script := `
		const cp = require('child_process'), dir = process.cwd();
		const may = "` + may + `".replaceAll('" + dir + "', dir);
		const run = (name, options, ...args) => console.log(name, cp.spawnSync(process.execPath, ['--no-warnings', ...args, '-p', may], { encoding: 'utf8', ...options }).stdout.replace(/\s+/g, ' '));
		run('as its parent', {});
		run('by its environment', { env: { NODE_OPTIONS: '--no-warnings --permission' } });
		run('by its arguments', {}, '--permission', '--allow-net');
		run('without an environment', { env: {} });
		console.log(cp.execFileSync('sh', ['-c', 'echo $NODE_OPTIONS'], { encoding: 'utf8' }).replaceAll(dir, '<dir>'));
		cp.exec('echo $NODE_OPTIONS', { env: { NODE_OPTIONS: '--no-warnings' } }, (e, out) => console.log(out.replaceAll(dir, '<dir>')));`
	run := func(program string) string {
		command := exec.Command(program, "--no-warnings", "--permission", "--allow-fs-read="+dir, "--allow-fs-write=/w", "--allow-child-process", "-e", script)
		command.Dir, command.Env = dir, []string{"PATH=" + os.Getenv("PATH")}
		out, err := command.CombinedOutput()
		if err != nil {
			t.Errorf("%v", err)
		}
		return string(out)
	}
	const want = `as its parent [ [ false, true ], [ false, false ], [ true, true ], [ false, false ] ]` + " " + `
by its environment [ [ false, false ], [ false, false ], [ false, false ], [ false, false ] ]` + " " + `
by its arguments [ [ false, false ], [ false, false ], [ false, false ], [ true, true ] ]` + " " + `
without an environment [ [ false, true ], [ false, false ], [ true, true ], [ false, false ] ]` + " " + `
--permission --allow-fs-read=<dir> --allow-fs-write=/w --allow-child-process

--no-warnings --permission --allow-fs-read=<dir> --allow-fs-write=/w --allow-child-process

`
	compare(t, want, run(build(t)))
	t.Run("Node", func(t *testing.T) { compare(t, want, run(node(t))) })
}

// Unlike Node's, flags with spaces and quotes arrive.
func TestPermissionOfChildrenWithSpaces(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, "a \"b\" \\c")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(build(t), "--no-warnings", "--permission", "--allow-fs-read="+dir, "--allow-child-process", "-p",
		`require('child_process').execFileSync(process.execPath, ['--no-warnings', '-p', "process.permission.has('fs.read', process.cwd() + '/x')"], { encoding: 'utf8' })`)
	command.Dir = dir
	out, err := command.CombinedOutput()
	if got := strings.TrimSpace(string(out)); err != nil || got != "true" {
		t.Errorf("%s %v", got, err)
	}
	command = exec.Command(build(t), "-p", "1")
	command.Env = []string{`NODE_OPTIONS=--permission "x`}
	if out, _ = command.CombinedOutput(); command.ProcessState.ExitCode() != 9 {
		t.Errorf("%s", out)
	}
}
