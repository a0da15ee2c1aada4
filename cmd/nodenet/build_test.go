package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// project is a folder with a script and what it needs.
func project(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// ends runs a program in a folder, and returns what it prints and its code.
func ends(t *testing.T, dir string, change func(*exec.Cmd), name string, args ...string) (out, errors string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	command := exec.Command(name, args...)
	command.Dir, command.Stdout, command.Stderr = dir, &stdout, &stderr
	if change != nil {
		change(command)
	}
	if err := command.Run(); command.ProcessState == nil {
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), command.ProcessState.ExitCode()
}

// bundled makes an executable of a project's script and moves it to a folder of its own.
func bundled(t *testing.T, dir, script string, args ...string) string {
	t.Helper()
	if _, stderr, code := ends(t, dir, nil, build(t), append([]string{"build", script, "-o", "app"}, args...)...); code != 0 || stderr != "" {
		t.Fatalf("code %d: %s", code, stderr)
	}
	app := filepath.Join(t.TempDir(), "app")
	if err := os.Rename(filepath.Join(dir, "app"), app); err != nil {
		t.Fatal(err)
	}
	return app
}

var serverProject = map[string]string{
	"src/server.js": `const fs = require('fs'), net = require('net'), path = require('path')
const { add } = require('./lib/add.ts')
console.log(add(1, 2), require('dep').name, require('dep/sub'), require('../data.json').x, process.argv.slice(2))
const asset = path.join(__dirname, 'asset.txt')
console.log(fs.readFileSync(asset, 'utf8'), fs.statSync(asset).isFile(), fs.existsSync(asset + '2'), fs.realpathSync(asset) === asset)
console.log(fs.readdirSync(path.join(__dirname, 'lib')), require.resolve('dep').endsWith('main.js'))
if (process.argv[2] === 'write') try { fs.writeFileSync(asset, '') } catch (err) { console.log(err.code) }
import('./lib/es.mjs').then((m) => {
  console.log(m.default)
  const server = net.createServer((c) => c.end('hi')).listen(0, '127.0.0.1', () => {
    net.connect(server.address().port, '127.0.0.1').on('data', (d) => console.log(String(d))).on('close', () => { server.close(); throw new Error('at the end') })
  })
})
`,
	"src/lib/add.ts": "export const add = (a: number, b: number): number => a + b\n",
	"src/lib/es.mjs": `import { createReadStream } from 'node:fs'
import dep from 'dep'
let text = ''
for await (const part of createReadStream(new URL('../asset.txt', import.meta.url))) text += part
export default text.toUpperCase() + dep.name + import.meta.dirname.slice(-7)
`,
	"src/asset.txt":                     "asset",
	"data.json":                         `{"x": 42}`,
	"node_modules/dep/package.json":     `{"name": "dep", "version": "1.2.3", "main": "lib/main"}`,
	"node_modules/dep/lib/main.js":      "exports.name = 'dep'",
	"node_modules/dep/lib/inner.js":     "module.exports = 'inner'",
	"node_modules/dep/sub/package.json": `{"main": "../lib/inner.js"}`,
}

// The executable does in another folder, with nothing beside it, what the script does
// where it lies.
func TestBuild(t *testing.T) {
	dir := project(t, serverProject)
	app := bundled(t, dir, "src/server.js", "--include", "src/asset.txt")
	want, wantErr, wantCode := ends(t, dir, nil, build(t), "run", "src/server.js", "--help", "b")
	got, gotErr, code := ends(t, t.TempDir(), nil, app, "--help", "b")
	if got != want || code != wantCode || code != 1 {
		t.Errorf("code %d:\n%s\nnot code %d:\n%s", code, got, wantCode, want)
	}
	if here := strings.ReplaceAll(wantErr, dir, filepath.Dir(app)); gotErr != here || !strings.Contains(gotErr, "server.js:11:") {
		t.Errorf("%s\nnot\n%s", gotErr, here)
	}
	about, _, _ := ends(t, t.TempDir(), nil, app, "--version-info")
	for _, line := range []string{"script: src/server.js", "package: dep 1.2.3", "file: data.json", "file: src/asset.txt", "file: src/lib/es.mjs"} {
		if !slices.Contains(strings.Split(about, "\n"), line) {
			t.Errorf("%q is not in\n%s", line, about)
		}
	}
}

// Threads, forks, signals and codes are the script's.
func TestBuildOfManyProcesses(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs signals")
	}
	app := bundled(t, project(t, map[string]string{
		"main.mjs": `import { fork } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import path from 'node:path'
const child = fork(path.join(import.meta.dirname, 'child.cjs'), ['of', 'ours'])
child.on('message', (m) => { console.log(m); child.kill('SIGTERM') })
child.on('exit', (code) => {
  console.log('child', code)
  new Worker(new URL('worker.js', import.meta.url)).on('message', (m) => { console.log('worker', m); process.exit(7) })
})
`,
		"child.cjs": "process.on('SIGTERM', () => process.exit(3)); process.send(process.argv.slice(2).join() + require('./part')); setInterval(() => {}, 1000)",
		"worker.js": "require('worker_threads').parentPort.postMessage(require('./part'))",
		"part.js":   "module.exports = '!'",
	}), "main.mjs", "--include", "child.cjs", "--include=worker*")
	out, stderr, code := ends(t, t.TempDir(), nil, app)
	if want := "of,ours!\nchild 3\nworker !\n"; out != want || code != 7 {
		t.Errorf("code %d: %q, %s", code, out, stderr)
	}
}

// The workers of a cluster are the same script; whoever starts the executable with a
// channel, as Node may, gives all the arguments to it.
func TestBuildOfACluster(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs descriptors that are inherited")
	}
	app := bundled(t, project(t, map[string]string{
		"main.js": `const cluster = require('cluster'), net = require('net'), { spawn } = require('child_process')
if (process.argv[2] === 'given') process.send([process.argv.slice(2), Object.keys(process.env).filter((name) => name.startsWith('NODENET_F'))], () => process.disconnect())
else if (cluster.isWorker) net.createServer((c) => c.end('from ' + require('./part'))).listen(0, '127.0.0.1')
else {
  cluster.setupPrimary({ serialization: 'advanced' })
  cluster.fork()
  cluster.on('listening', (worker, { port }) => {
    net.connect(port, '127.0.0.1').setEncoding('utf8').on('data', (d) => console.log(d)).on('close', () => cluster.disconnect())
  })
  cluster.on('exit', (worker, code) => {
    console.log('exit', code)
    spawn(process.execPath, ['given', './part.js'], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }).on('message', (m) => console.log(m))
  })
}`,
		"part.js": "module.exports = 'a worker'",
	}), "main.js")
	out, stderr, code := ends(t, t.TempDir(), nil, app)
	if want := "from a worker\nexit 0\n[ [ 'given', './part.js' ], [] ]\n"; out != want || code != 0 {
		t.Errorf("code %d: %q, %s", code, out, stderr)
	}
}

// What is wrong is told when the executable is made, with file and line.
func TestBuildTellsWhatIsWrong(t *testing.T) {
	dir := project(t, map[string]string{
		"missing.js":   "\n  require('./none')",
		"package.js":   "import 'nopackage'",
		"optional.js":  "try { require('nopackage') } catch {}",
		"syntax.js":    "require('./broken')",
		"broken.js":    "let a = 1\nlet b = = 2",
		"computed.js":  "const n = process.argv[2]\nif (n) require(n)\nif (n) require('./' + n)",
		"addon.js":     "try { require('./addon.node') } catch {}",
		"addon.node":   "\x7fELF",
		"builtin.js":   "require('node:net'); require('fs'); import('node:os')",
		"data.js":      "require('./bad.json')",
		"bad.json":     "{",
		"directory.js": "import './inner'",
		"inner/x.js":   "",
	})
	for _, c := range []struct {
		args   string
		code   int
		stderr string
	}{
		{"missing.js", 1, `missing.js:2:11: Could not resolve "./none"`},
		{"package.js", 1, `package.js:1:8: Could not resolve "nopackage"`},
		{"optional.js", 0, ""},
		{"syntax.js", 1, "broken.js:2:9: Unexpected \"=\""},
		{"computed.js", 0, "warning: computed.js:2:8: what is required or imported here is known only when the program runs"},
		{"computed.js", 0, "warning: computed.js:3:8: what is required or imported here is known only when the program runs"},
		{"addon.js", 0, "warning: addon.js:1:15: " + filepath.Join(dir, "addon.node") + " is a native addon, which nodenet cannot load"},
		{"builtin.js", 0, ""},
		{"data.js", 1, "bad.json:1:2: Expected"},
		{"directory.js", 1, `directory.js:1:8: Could not resolve "./inner"`},
		{"none.js", 1, "cannot find the script none.js"},
		{"builtin.js --include none*", 1, "--include none*: there is no such file"},
		{"builtin.js --base none", 1, "none"},
		{"builtin.js --bad", 9, "bad option: --bad"},
		{"builtin.js data.js", 9, "there is one script: builtin.js, not data.js as well"},
		{"--include", 9, "--include requires an argument"},
		{"", 9, "name a script"},
	} {
		output := filepath.Join(t.TempDir(), "app")
		args := append([]string{"build"}, strings.Fields(c.args)...)
		if c.args != "" && c.args != "--include" {
			args = append(args, "--output="+output)
		}
		_, stderr, code := ends(t, dir, nil, build(t), args...)
		if code != c.code || !strings.Contains(stderr, c.stderr) || c.stderr == "" && stderr != "" {
			t.Errorf("%s: code %d, %s", c.args, code, stderr)
		}
		if _, err := os.Stat(output); (err == nil) != (code == 0) {
			t.Errorf("%s: code %d, and the executable: %v", c.args, code, err)
		}
	}
}

// An executable is a base itself: what it carries is replaced. One that is damaged says
// so.
func TestBuildOnAnExecutable(t *testing.T) {
	dir := project(t, map[string]string{"a.js": "console.log('a')", "b.js": "console.log('b')"})
	a := bundled(t, dir, "a.js")
	b := bundled(t, dir, "b.js", "--base", a)
	if out, _, _ := ends(t, dir, nil, b); out != "b\n" {
		t.Errorf("%q", out)
	}
	text, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	if first, err := os.Stat(build(t)); err != nil || int64(len(text)) > first.Size()+2000 {
		t.Errorf("%d bytes: what was there before is left", len(text))
	}
	for i := range 60 { // its directory
		text[len(text)-80-i] ^= 0xff
	}
	if err := os.WriteFile(b, text, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, stderr, code := ends(t, dir, nil, b); code != 9 || !strings.Contains(stderr, "is damaged") {
		t.Errorf("code %d: %s", code, stderr)
	}
}
