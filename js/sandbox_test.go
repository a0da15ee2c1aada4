package js_test

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	node "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js"
)

// confined runs a script under options, and returns what it printed up to "done".
func confined(t *testing.T, options js.Options, script string) string {
	t.Helper()
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	defer within(t, "the loop did not close", func() { _ = loop.Close() })
	lines := make(chan string, 1000)
	loop.Ref()
	loop.Post(func() {
		defer loop.Unref()
		vm := goja.New()
		registry := require.NewRegistry(require.WithLoader(func(string) ([]byte, error) { return nil, require.ModuleFileDoesNotExistError }))
		js.Register(registry)
		registry.Enable(vm)
		if err := js.EnableWith(vm, loop, options); err != nil {
			lines <- err.Error()
			return
		}
		js.OnUncaught(vm, func(thrown *goja.Exception) { lines <- "uncaught " + thrown.Error() })
		js.OnExit(vm, func(code int) { lines <- "exit " + strconv.Itoa(code) })
		_ = vm.Set("print", func(v goja.Value) { lines <- v.String() })
		_ = js.Run(vm, func() {
			if _, err := vm.RunString(script); err != nil {
				lines <- err.Error()
			}
		})
	})
	within(t, "the script did not end", loop.Wait)
	close(lines)
	var all []string
	for line := range lines {
		all = append(all, line)
	}
	return strings.Join(all, "\n")
}

// Each is an expression that would get out of the sandbox; it has to throw, or to come
// to nothing: undefined, null or false, be it of a promise.
var attacks = []string{
	`require('fs')`,
	`require('node:fs')`,
	`require('fs/promises')`,
	`require('child_process')`,
	`require('node:child_process')`,
	`require('worker_threads')`,
	`require('cluster')`,
	`require('os')`,
	`require('vm')`,
	`require('v8')`,
	`require('inspector')`,
	`require('repl')`,
	`require('readline')`,
	`require('readline/promises')`,
	`require('tty')`,
	`require('trace_events')`,
	`require('module')`,
	`require('domain')`,
	`require('./x.js')`,
	`require('/etc/passwd')`,
	`require('../../../../etc/passwd')`,
	`process.getBuiltinModule('fs')`,
	`process.getBuiltinModule('node:fs')`,
	`process.getBuiltinModule('child_process')`,
	`process.getBuiltinModule('os')`,
	`process.getBuiltinModule('worker_threads')`,
	`process.mainModule && process.mainModule.require('fs')`,
	`process.binding('fs')`,
	`process._linkedBinding('fs')`,
	`process.dlopen({}, '/lib/x86_64-linux-gnu/libc.so.6')`,
	`process.env.SECRET`,
	`'SECRET' in process.env`,
	`Object.keys(process.env).includes('PATH')`,
	`process.chdir('/tmp')`,
	`process.umask(0)`,
	`process.kill(process.pid, 0)`,
	`process.kill(process.ppid, 9)`,
	`process.kill(0, 0)`,
	`process._kill(process.ppid, 9)`,
	`process.execve('/bin/true', ['true'])`,
	`process.seteuid(0)`,
	`process.setgroups([])`,
	`process.initgroups('root', 0)`,
	`process.abort()`,
	`process.setuid && process.setuid(0)`,
	`process.getuid && process.getuid() >= 0`,
	`process.loadEnvFile('/etc/environment')`,
	`process.report && process.report.writeReport('/tmp/x')`,
	`process.on('SIGTERM', () => {}) && SIGNALS`,
	`process.argv.length > 1`,
	`process.execPath`,
	`process.cwd() !== '/'`,
	`process.stdin.read()`,
	`process.resourceUsage && process.resourceUsage()`,
	`new (require('net').Socket)({ fd: 0 })`,
	`new (require('net').Socket)({ fd: 1 })`,
	`new (require('net').Socket)(1)`,
	`require('net').connect({ fd: 1 }) && false`,
	`typeof require('net')._createServerHandle(null, -1, -1, 0) === 'object'`,
	`typeof require('net')._createServerHandle('/tmp/x.sock', -1, -1) === 'object'`,
	`((h) => h.open(0) === 0)(new (require('net').Socket)({ handle: require('net')._createServerHandle('127.0.0.1', 0, 4) })._handle)`,
	`new (require('net').BoundSocket)({ path: '/tmp/nodenet-sandbox.sock' })`,
	`require('crypto').constructor.constructor('return process')().getBuiltinModule('fs')`,
	`(function () { return this })().process.getBuiltinModule('fs')`,
	`new Function('return process.getBuiltinModule("child_process")')()`,
	`eval('require("fs")')`,
	`require('stream').constructor.constructor('return require("fs")')()`,
	`require.cache && require.cache['fs']`,
	`require.main && require.main.require('fs')`,
	`typeof module !== 'undefined' && module.constructor._load('fs')`,
	`typeof gc !== 'undefined' && gc()`,
	`typeof Worker !== 'undefined'`,
	// A file that is read because of a comment, or for a message.
	`eval("1\n//# sourceMappingURL=FIFO") && false`,
	`new Function("return false\n//# sourceMappingURL=FIFO")()`,
	`require('assert').ok.call && (() => { try { require('assert')(false) } catch (e) { return e.message.includes('root:') } })()`,
	`(() => { try { eval("require('assert')(false)\n//# sourceMappingURL=data:application/json;base64,MAP") } catch (e) { return e.message.includes('s3cret') } })()`,
	`(() => { try { eval("require('assert')(false)\n//# sourceMappingURL=data:application/json;base64,MAP") } catch (e) { return require('util').inspect(e).includes('s3cret') } })()`,
	`require('path').resolve('x') !== '/x'`,
	`require('path').relative('/', 'x') !== 'x'`,
	`require('path').posix.resolve('.') !== '/'`,
	`require('path').win32.resolve('x').length > 3`,
	`require('url').pathToFileURL('x').href !== 'file:///x'`,
	`process.env.constructor.constructor('return process')().env.SECRET`,
	`require('util').inspect(process.env, { showHidden: true }).includes('s3cret')`,
	`require('net').Socket.constructor('return typeof require("fs").readFileSync')() === 'function'`,
	`Object.getPrototypeOf(async function () {}).constructor('return process.getBuiltinModule("fs")')()`,
	`Reflect.construct(Function, ['return process.mainModule'])()`,
	`process.getBuiltinModule('module')`,
	`require('node:module')`,
	`process.binding('tcp_wrap')`,
	`process._getActiveHandles && process._getActiveHandles().some((h) => h.fd > 0)`,
	`process.openStdin && process.openStdin().fd > 0`,
	`process.stdout.fd >= 0 && process.stdout._handle && process.stdout._handle.fd > 0`,
	`new (require('net').Server)().on('error', () => {}).listen({ _handle: { fd: 0 } }) && false`,
	`require('net').createServer().on('error', () => {}).listen({ handle: { fd: 3 } }) && false`,
	`require('net').connect({ handle: { fd: 3 } }) && false`,
	`require('dns').getServers().length === 0 && 'GOT OUT'`,
	`require('crypto').randomFillSync.constructor('return require')()('fs')`,
	`process.constrainedMemory && process.constrainedMemory()`,
	`process.availableMemory && process.availableMemory()`,
	`process.title.includes('/')`,
	`process.features && process.config && process.config.variables && process.config.variables.SECRET`,
	`Object.getOwnPropertyNames(globalThis).some((k) => globalThis[k] && globalThis[k].readFileSync)`,
	// What tells of the whole process.
	`process.cpuUsage && process.cpuUsage()`,
	`process.memoryUsage && process.memoryUsage()`,
	`process.memoryUsage && process.memoryUsage.rss()`,
	`process.threadCpuUsage && process.threadCpuUsage()`,
	`process.getActiveResourcesInfo().length`,
	`Buffer.allocUnsafe(1 << 16).some(Boolean) || Buffer.allocUnsafeSlow(1 << 20).some(Boolean)`,
	`Buffer.from('x').buffer.byteLength > 8192 && new Uint8Array(Buffer.from('x').buffer).filter(Boolean).length > 1`,
	// Flags and variables that a program is started with are the program's.
	`(() => { process.env.NODE_EXTRA_CA_CERTS = 'FIFO'; return require('tls').getCACertificates('extra').length })()`,
	`(() => { process.env.SSL_CERT_FILE = process.env.SSL_CERT_DIR = 'FIFO'; require('tls').getCACertificates('system') })()`,
	`(() => { process.env.NODE_OPTIONS = '--require FIFO'; process.env.NODE_PATH = '/'; return require('fs') })()`,
	`(() => { process.env.NODE_CHANNEL_FD = '0'; return process.send || process.channel || process.connected })()`,
	`(() => { process.env.NODE_UNIQUE_ID = '1'; return process.getBuiltinModule('cluster') })()`,
	`(() => { process.env.NODE_DEBUG_NATIVE = process.env.NODE_V8_COVERAGE = 'FIFO'; return require('inspector') })()`,
	// Text that might be taken for the name of a file.
	`require('tls').createSecureContext({ ca: 'FIFO' }) && false`,
	`require('tls').createSecureContext({ cert: 'FIFO', key: 'FIFO' })`,
	`require('tls').createSecureContext({ pfx: 'FIFO' })`,
	`require('tls').createSecureContext({ crl: 'FIFO' }) && false`,
	`require('crypto').createPrivateKey('FIFO')`,
	`new (require('crypto').X509Certificate)('FIFO')`,
	`require('crypto').setEngine('FIFO')`,
	`require('url').pathToFileURL('FIFO').pathname.includes('root:')`,
	`require('buffer').resolveObjectURL('file://FIFO')`,
	// Handles that are made or bent by hand.
	`((h) => { const n = new h.constructor(0); return n.open(0) === 0 || n.fd >= 0 })(require('net')._createServerHandle('127.0.0.1', 0, 4))`,
	`((h) => { const n = new h.constructor(1); return n.open(1) === 0 || n.open(2) === 0 })(require('net')._createServerHandle('127.0.0.1', 0, 4))`,
	`((h) => Object.defineProperty(h, 'fd', { value: 0 }) && new (require('net').Socket)({ handle: h }).fd === 0)(require('net')._createServerHandle('127.0.0.1', 0, 4))`,
	`new (require('net').Socket)({ fd: process.stdout.fd, readable: false })`,
	`require('net').Socket.call(Object.create(require('net').Socket.prototype), { fd: 2 }) && false`,
	`require('net').Socket({ fd: { valueOf() { return 0 } } })`,
	`(() => { Object.prototype.fd = 0; try { return (new (require('net').Socket)())._handle } finally { delete Object.prototype.fd } })()`,
	`(() => { Object.prototype.handle = { fd: 0 }; try { return (new (require('net').Socket)())._handle.fd >= 0 } finally { delete Object.prototype.handle } })()`,
	`(() => { Object.prototype.path = 'FIFO.sock'; try { return typeof new (require('net').BoundSocket)({ port: 0 }).address() === 'string' } finally { delete Object.prototype.path } })()`,
	// Ways round the list of modules.
	`require({ n: 0, toString() { return this.n++ ? 'fs' : 'net' } }).readFileSync`,
	`process.getBuiltinModule({ toString() { return 'fs' } })`,
	`process.getBuiltinModule('node:node:fs')`,
	`require('node:test')`,
	`require(' fs')`,
	`require('fs/')`,
	`require('net/../fs')`,
	`require('nodenet:fs')`,
	`eval('import("fs")')`,
	`setTimeout('require("fs")')`,
	`new (Object.getPrototypeOf(function* () {}).constructor)('return require("fs")')().next().value`,
	`(() => { let got; Error.prepareStackTrace = (e, sites) => (got = sites, ''); void new Error().stack; delete Error.prepareStackTrace; return got && got.some((s) => s.getFunction() || s.getThis()) })()`,
	`(function f() { return f.caller || arguments.callee.caller })()`,
	`Reflect.ownKeys(globalThis).some((k) => String(k).includes('\0'))`,
	`Object.getOwnPropertyNames(process).concat(Object.getOwnPropertyNames(globalThis)).some((k) => k.includes('\0'))`,
	`(() => { const all = []; for (const k in globalThis) all.push(k); return all.some((k) => k.includes('\0')) })()`,
	`Object.entries(Object.getOwnPropertyDescriptors(globalThis)).some(([k]) => k.includes('\0'))`,
	`globalThis['\0nodenet']`,
	`delete globalThis['\0nodenet']`,
	`(() => { 'use strict'; globalThis['\0nodenet'] = {}; return 1 })()`,
	`structuredClone(globalThis['\0nodenet'])`,
	`JSON.stringify(globalThis, (k, v) => k === '' || typeof v !== 'object' ? v : undefined).includes('\\u0000')`,
	// What errors tell of the program: its files, in stacks, messages and call sites.
	`/\.go:\d|goroutine \d|\/root\/|\/tmp\//.test([() => null.x, () => [].reduce(), () => require('net').connect({ port: -1 }), () => require('x'), () => JSON.parse('{'), () => structuredClone(() => {})].map((f) => { try { f() } catch (e) { return require('util').inspect(e) + e.stack } }).join())`,
	`(() => { let got; Error.prepareStackTrace = (e, sites) => (got = sites, ''); try { [1].map(() => require('net').connect({ port: -1 })) } catch (e) { void e.stack } delete Error.prepareStackTrace; return got && got.some((s) => s.getThis() || s.getFunction() || /\.go$/.test(s.getFileName())) })()`,
	`/\.go/.test(new Error('x', { cause: new Error() }).stack + print.toString() + require.toString())`,
	// Modules of other kinds, contexts and channels.
	`eval('import("data:text/javascript,export default process.getBuiltinModule(\'fs\')")')`,
	`eval('import("file:///etc/passwd")')`,
	`typeof WebAssembly !== 'undefined' && WebAssembly.compile`,
	`require('diagnostics_channel').channel('child_process').hasSubscribers`,
	`require('async_hooks').executionAsyncResource().require`,
	`structuredClone(process).getBuiltinModule`,
	`structuredClone(require('net')._createServerHandle('127.0.0.1', 0, 4)).fd >= 0`,
	`require('util').inspect(require('net').createServer(), { showHidden: true, depth: 9, customInspect: false }).includes('s3cret')`,
	`new Proxy(process, {}).env.SECRET`,
	`Symbol.for('nodejs.util.inspect.custom') in Object.prototype`,
	`Reflect.getPrototypeOf(require('fs/promises'))`,
	`require('path').matchesGlob && require('path').matchesGlob('/etc', '/*') && require('fs').globSync('/*')`,
}

func TestNoWayOutOfTheSandbox(t *testing.T) {
	t.Setenv("SECRET", "s3cret")
	if len(attacks) < 40 {
		t.Errorf("only %d", len(attacks))
	}
	fifo, mapped := pipeOf(t), sourceMapOf(t, "s3cret()")
	for _, attack := range attacks {
		attack = strings.NewReplacer("FIFO", fifo, "MAP", mapped).Replace(attack)
		attack = strings.ReplaceAll(attack, "SIGNALS", "false")
		got := confined(t, js.Options{}, `{
			const tell = (r) => print(r ? 'GOT OUT ' + String(r) : 'no'), refused = () => print('refused')
			try { const r = `+attack+`; r instanceof Promise ? r.then(tell, refused) : tell(r) } catch { refused() }
		}`)
		if got != "no" && got != "refused" {
			t.Errorf("%s: %s", attack, got)
		}
	}
}

// Not even a script that may act on the process sees the environment, nor changes it.
func TestTheEnvironmentIsTheOptions(t *testing.T) {
	t.Setenv("SECRET", "s3cret")
	file := filepath.Join(t.TempDir(), "env")
	if err := os.WriteFile(file, []byte("LOADED=1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := confined(t, js.Options{Modules: []string{"process", "os", "util"}, Env: map[string]string{"HOME": "/home/of/nobody", "TMPDIR": "/t"}}, `
		const p = require('process'), os = require('os');
		print([p === process, p.env.SECRET, Object.keys(p.env), 'SECRET' in p.env, os.homedir(), os.tmpdir()].join());
		p.env.NEW = 1; p.loadEnvFile('`+file+`'); print([p.env.NEW, p.env.LOADED].join())`)
	if want := "true,,HOME,TMPDIR,false,/home/of/nobody,/t\n1,1"; got != want {
		t.Errorf("printed %q", got)
	}
	for _, name := range []string{"NEW", "LOADED"} {
		if _, there := os.LookupEnv(name); there {
			t.Errorf("the program has %s in its environment", name)
		}
	}
}

func TestPatch(t *testing.T) {
	const script = `print([typeof Intl, (1234.5).toLocaleString()].join())`
	if got := confined(t, js.Options{}, script); got != "undefined,1234.5" {
		t.Errorf("without: %s", got)
	}
	if got := confined(t, js.Options{Patch: true}, script); got != "object,1,234.5" {
		t.Errorf("with: %s", got)
	}
}

// pemFor is a certificate with its key, as text.
func pemFor(t *testing.T) (cert, key string) {
	t.Helper()
	own := certificateFor(t)
	der, err := x509.MarshalPKCS8PrivateKey(own.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: own.Certificate[0]})),
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// sourceMapOf is a source map by which the first line of code is that of a file.
func sourceMapOf(t *testing.T, line string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	up, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	name, err := filepath.Rel(up, path)
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString([]byte(`{"version":3,"sources":[` + strconv.Quote(filepath.ToSlash(name)) + `],"names":[],"mappings":"AAAA,CAAC"}`))
}

// pipeOf is a file that is read only by who waits for somebody to write to it.
func pipeOf(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fifo")
	makePipe(t, path)
	return path
}

// modulesOfTheMachine has exports of modules that only a script that may have them should
// bring into being.
var modulesOfTheMachine = []string{
	"readFileSync", "appendFileSync", "opendirSync", "spawn", "execSync", "Worker", "setEnvironmentData", "fork", "setupPrimary", "networkInterfaces", "homedir",
	"runInThisContext", "createContext", "writeHeapSnapshot", "createInterface", "isatty", "createRequire", "createTracing",
}

// What the modules make for themselves a script may get hold of, by setters that all
// objects inherit. So there must be nothing.
func TestNoModuleOfTheMachineIsMade(t *testing.T) {
	names, modules := `["`+strings.Join(modulesOfTheMachine, `", "`)+`"]`, `["`+strings.Join(js.DefaultModules(), `", "`)+`"]`
	const script = `
		for (const name of NAMES) Object.defineProperty(Object.prototype, name, { configurable: true,
			set(value) { print('GOT ' + name); Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }) } });
		process.execArgv = ['--tls-keylog', 'KEYS', '--require', 'fs'];
		for (const name of MODULES) { const m = require(name); for (const key of Reflect.ownKeys(m)) try { m[key] } catch {} }
		for (const key of Reflect.ownKeys(process)) try { process[key] } catch {}
		for (const key of Reflect.ownKeys(globalThis)) try { globalThis[key] } catch {}
		const net = require('net'), tls = require('tls'), stream = require('stream'), zlib = require('zlib'), crypto = require('crypto'), util = require('util');
		console.log(util.inspect(globalThis, { depth: 3, showHidden: true })); console.trace('x'); process.emitWarning('w');
		try { require('assert')(false) } catch {}
		const s = tls.createServer({ key: KEY, cert: CERT }, (c) => c.end('x')).listen(0, '127.0.0.1', () => {
			const c = tls.connect({ port: s.address().port, host: '127.0.0.1', rejectUnauthorized: false });
			c.on('keylog', () => {}).on('error', (e) => print(e.message)).resume().on('close', () => { s.close(); print('end') });
		}).on('tlsClientError', (e) => print(e.message)).on('error', (e) => print(e.message));
		stream.pipeline(stream.Readable.from(['a']), zlib.createGzip(), new stream.PassThrough(), () => {}).resume();
		crypto.createHash('sha256').end('x'); crypto.generateKeyPair('ed25519', () => {}); require('dns').lookup('127.0.0.1', () => {});
		new ReadableStream({ start(c) { c.enqueue(1); c.close() } }).pipeThrough(new TransformStream()).pipeTo(new WritableStream());
		structuredClone(new Map([[1, new Date()]])); new MessageChannel().port1.close(); performance.mark('x');`
	keys := filepath.Join(t.TempDir(), "keys")
	cert, key := pemFor(t)
	got := confined(t, js.Options{}, strings.NewReplacer("NAMES", names, "MODULES", modules, "KEYS", filepath.ToSlash(keys), "KEY", strconv.Quote(key), "CERT", strconv.Quote(cert)).Replace(script))
	if got != "end" {
		t.Errorf("printed %s", got)
	}
	if _, err := os.Stat(keys); err == nil {
		t.Error("a file was written")
	}
}

// What comes later must not get out either.
func TestNoWayOutOfTheSandboxByEvents(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	for _, script := range []string{
		`require('net').connect(` + "`" + path + "`" + `).on('connect', () => print('GOT OUT')).on('error', (e) => print(e.code))`,
		`require('net').createServer().listen(` + "`" + path + "`" + `, () => print('GOT OUT')).on('error', (e) => print(e.code))`,
		`require('net').createServer().listen({ fd: 0 }, () => print('GOT OUT')).on('error', (e) => print('EACCES'))`,
		`require('net').createServer().listen({ fd: 4 }, () => print('GOT OUT')).on('error', (e) => print('EACCES'))`,
	} {
		if got := confined(t, js.Options{}, script); got != "EACCES" {
			t.Errorf("%s: %s", script, got)
		}
	}
}

func TestControlDecidesForEachWay(t *testing.T) {
	refuse := js.Options{Net: js.Net{Control: func(string, string, netip.AddrPort) error { return errors.New("no") }}}
	for _, script := range []string{
		`require('net').connect(80, '127.0.0.1')`,
		`require('net').connect(80, '::1')`,
		`new (require('net').Socket)().connect({ port: 80, host: '127.0.0.1', localAddress: '127.0.0.1' })`,
		`require('net').createServer().listen(0)`,
		`require('net').createServer().listen(0, '127.0.0.1')`,
		`new (require('events'))().on('error', () => {}) && new Promise(() => new (require('net').BoundSocket)({ host: '127.0.0.1' })).catch((e) => print(e.code)) && { on() {} }`,
	} {
		if got := confined(t, refuse, script+`.on('error', (e) => print(e.code))`); got != "EACCES" {
			t.Errorf("%s: %q", script, got)
		}
	}
	// Bound by itself allowed, but not to connect from.
	some := js.Options{Net: js.Net{Control: func(op, _ string, _ netip.AddrPort) error {
		if op == "dial" {
			return errors.New("no")
		}
		return nil
	}}}
	if got := confined(t, some, `const net = require('net'); new net.Socket({ handle: new net.BoundSocket({ host: '127.0.0.1' }) }).connect(80, '127.0.0.1').on('error', (e) => print(e.code))`); got != "EACCES" {
		t.Errorf("a bound socket: %q", got)
	}
	if got := confined(t, refuse, `const r = new (require('dns').Resolver)({ timeout: 100, tries: 1 }); r.setServers(['127.0.0.1:53']); r.resolve4('x.example', (e) => print(e.code))`); got != "ECONNREFUSED" {
		t.Errorf("a query: %q", got)
	}
}

func TestBlockListOfTheHost(t *testing.T) {
	list := &node.BlockList{}
	if err := list.AddCIDR("127.0.0.0/8"); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{"127.0.0.1", "::ffff:127.0.0.1", "0.0.0.0", "::ffff:0.0.0.0", "::ffff:7f00:1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0"} {
		if got := confined(t, js.Options{Net: js.Net{BlockList: list}}, `require('net').connect(80, '`+at+`').on('error', (e) => print(e.code))`); got != "EACCES" {
			t.Errorf("%s: %q", at, got)
		}
	}
}

func TestLimitsOfSocketsAndServers(t *testing.T) {
	got := confined(t, js.Options{Net: js.Net{MaxSockets: 2, MaxServers: 1}}, `
		const net = require('net');
		const s = net.createServer().listen(0, '127.0.0.1', () => {
			net.createServer().on('error', (e) => print('server ' + e.code)).listen(0);
			const { port } = s.address(), all = [];
			for (let i = 0; i < 3; i++) all.push(net.connect(port, '127.0.0.1').on('error', (e) => { print('socket ' + e.code); s.close(); for (const c of all) c.destroy() }));
		});`)
	if got != "server EMFILE\nsocket EMFILE" && got != "socket EMFILE\nserver EMFILE" {
		t.Errorf("printed %q", got)
	}
}

func TestOptionsOfARuntime(t *testing.T) {
	var out strings.Builder
	got := confined(t, js.Options{Env: map[string]string{"A": "1"}, Stdout: &out, Stdin: strings.NewReader("in"), MaxDepth: 200}, `
		print(process.env.A + process.env.HOME); process.env.B = 2; print(process.env.B);
		console.log('logged'); process.stdout.write('written\n');
		process.stdin.on('data', (d) => print('stdin ' + d));
		const f = () => f(); setTimeout(f, 50)`)
	if want := "1undefined\n2\nstdin in\nuncaught RangeError: Maximum call stack size exceeded at f "; !strings.HasPrefix(got, want) {
		t.Errorf("printed %q", got)
	}
	if out.String() != "logged\nwritten\n" {
		t.Errorf("wrote %q", out.String())
	}
	if _, there := os.LookupEnv("B"); there {
		t.Error("the host's environment has changed")
	}
	if got := confined(t, js.Options{Modules: []string{"fs"}}, `print(typeof require('fs').readFileSync); try { require('net') } catch (e) { print(e.code) }`); got != "function\nERR_ACCESS_DENIED" {
		t.Errorf("modules: %q", got)
	}
	if got := confined(t, js.Options{Modules: []string{"none"}}, ``); got != `js: there is no module "none"` {
		t.Errorf("an unknown module: %q", got)
	}
}

// Control is asked for the address that a connection leads to, whatever it was called.
func TestControlIsAskedForWhereItLeads(t *testing.T) {
	for at, want := range map[string]string{
		"0.0.0.0": "127.0.0.1:9", "::": "[::1]:9", "::ffff:0.0.0.0": "127.0.0.1:9", "::ffff:10.1.2.3": "10.1.2.3:9", "10.1.2.3": "10.1.2.3:9", "0x0a010203": "10.1.2.3:9",
	} {
		asked := make(chan string, 10)
		options := js.Options{Net: js.Net{Control: func(op, network string, addr netip.AddrPort) error {
			asked <- op + " " + network + " " + addr.String()
			return errors.New("no")
		}}}
		if got := confined(t, options, `require('net').connect(9, '`+at+`').on('error', (e) => print(e.code))`); got != "EACCES" {
			t.Errorf("%s: %q", at, got)
		}
		if got := receive(t, asked, "question"); got != "dial tcp "+want {
			t.Errorf("%s: asked for %s", at, got)
		}
	}
}

// A panic of the program's names its files and its values: to the log, and not to scripts.
func TestAPanicTellsScriptsNothing(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	loop.Ref()
	defer within(t, "the loop did not close", func() { _ = loop.Close() })
	told := make(chan string, 10)
	loop.Post(func() {
		vm := goja.New()
		registry := require.NewRegistry()
		js.Register(registry)
		registry.Enable(vm)
		if err := js.EnableWith(vm, loop, js.Options{}); err != nil {
			t.Error(err)
		}
		_ = vm.Set("fall", func() { panic("s3cret") })
		_ = vm.Set("tell", func(text string) { told <- text })
		_ = js.Run(vm, func() {
			_, _ = vm.RunString(`process.on('uncaughtException', (e) => tell(e.code + require('util').inspect(e) + e.stack + e.message)); setTimeout(fall); Promise.resolve().then(fall)`)
		})
	})
	for range 2 {
		if got := receive(t, told, "exception"); !strings.HasPrefix(got, "ERR_INTERNAL_ASSERTION") || strings.Contains(got, "s3cret") || strings.Contains(got, "goroutine") {
			t.Error(got)
		}
	}
}
