package js_test

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestHandlesGoToOtherPrograms has Node as the child of nodenet, and the reverse: they
// have to understand each other. TestScripts has both alike.
func TestHandlesGoToOtherPrograms(t *testing.T) {
	node := node26()
	if node == "" {
		t.Skip("without Node 26")
	}
	ours := nodenet(t)
	for name, mode := range map[string]string{
		"child-process-send-handles.js": "json", "child-process-send-handles.js in the other language": "advanced",
		"child-process-advanced.js": "advanced", "child-process-broken-messages.js": "json", "child-process-broken-clones.js": "advanced",
		"cluster.js": "json", "cluster-shared-handles.js": "json", "cluster-advanced.js": "advanced",
	} {
		file, _, _ := strings.Cut(name, " ")
		script := filepath.Join("testdata/scripts", file)
		for parent, child := range map[string]string{node: ours[0], ours[0]: node} {
			t.Run(name+" of "+filepath.Base(parent), func(t *testing.T) {
				t.Parallel()
				o := runScript(t, []string{"env", "NODENET_CHILD=" + child, "NODENET_SERIALIZATION=" + mode, parent}, script)
				want, err := os.ReadFile(script[:len(script)-2] + "out")
				if err != nil {
					t.Fatal(err)
				}
				if want, have := arranged(script, string(want)), arranged(script, o.String()); have != want {
					t.Errorf("%s\n%s", difference(want, have), o.stderr)
				}
			})
		}
	}
}

// TestDescriptorsThatNobodyTakesAreClosed is a parent that sends them with messages that
// are about none, too many at once, and ones that are no sockets.
func TestDescriptorsThatNobodyTakesAreClosed(t *testing.T) {
	script := filepath.Join(t.TempDir(), "child.js")
	source := `
const open = () => require('fs').readdirSync('/proc/self/fd').length;
process.on('message', (m, h) => { if (h) h.destroy(); process.send([m, !!h, open()]); });`
	if err := os.WriteFile(script, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	theirs := os.NewFile(uintptr(pair[1]), "channel")
	cmd := exec.Command(nodenet(t)[0], script)
	cmd.ExtraFiles = []*os.File{theirs}
	cmd.Env = append(os.Environ(), "NODE_CHANNEL_FD=3")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = theirs.Close()
	file := os.NewFile(uintptr(pair[0]), "channel")
	conn, err := net.FileConn(file)
	_ = file.Close()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(); _ = cmd.Wait() }()
	_ = conn.SetDeadline(time.Now().Add(scriptPatience))
	wire := conn.(*net.UnixConn)
	answers := json.NewDecoder(wire)
	send := func(text string, fds ...int) {
		if _, _, err := wire.WriteMsgUnix([]byte(text), unix.UnixRights(fds...), nil); err != nil {
			t.Fatal(err)
		}
	}
	receive := func() (answer any) {
		if err := answers.Decode(&answer); err != nil {
			t.Fatal(err)
		}
		return answer
	}
	asked := func(text string, fds ...int) float64 {
		send(text, fds...)
		return receive().([]any)[2].(float64)
	}
	socket, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(socket) }()
	null, err := unix.Open("/dev/null", unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(null) }()
	before := asked("1\n")
	for i := range 50 {
		many := make([]int, 1+i*5)
		for i := range many {
			many[i] = socket
		}
		if n := asked("2\n", many...); n != before {
			t.Fatalf("%v descriptors, %v before", n, before)
		}
		// One that comes in two parts, each with a descriptor; and then another line.
		send("[3,", socket)
		if n := asked("4]\n", socket, socket); n != before {
			t.Fatalf("%v descriptors, %v before", n, before)
		}
		// What is no socket is not acknowledged; no more is one that did not come, or of a
		// kind that nobody knows.
		for _, head := range []string{`"type":"net.Socket"`, `"type":"net.Server"`, `"type":"dgram.Socket"`, `"x":1`} {
			send(fmt.Sprintf("{\"cmd\":\"NODE_HANDLE\",%s,\"msg\":5}\n", head), null)
			if m, _ := receive().(map[string]any); m["cmd"] != "NODE_HANDLE_NACK" {
				t.Fatalf("%s: %v", head, m)
			}
		}
		send("{\"cmd\":\"NODE_HANDLE\",\"type\":\"net.Socket\",\"msg\":5}\n")
		if m, _ := receive().(map[string]any); m["cmd"] != "NODE_HANDLE_NACK" {
			t.Fatal(m)
		}
	}
	if n := asked("6\n"); n != before {
		t.Errorf("%v descriptors, %v before", n, before)
	}
}

// TestNoDescriptorIsLostOnTheWay: sockets go to a child and come back, again and again, and
// both have as many descriptors as before. TRANSFERS says how often, for a long run.
func TestNoDescriptorIsLostOnTheWay(t *testing.T) {
	const source = `
const { fork } = require('child_process'), net = require('net'), fs = require('fs'), { once } = require('events');
const open = () => fs.readdirSync('/proc/self/fd').length;
if (process.argv[2] === 'child') {
	process.on('message', (m, socket) => { if (socket) process.send('back', socket); else process.send(open()); });
} else (async () => {
	const total = Number(process.env.TRANSFERS) || 400, atOnce = 8;
	for (const serialization of ['json', 'advanced']) {
		const child = fork(__filename, ['child'], { serialization });
		const server = net.createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const ask = async () => { child.send('how many?'); return (await once(child, 'message'))[0]; };
		const some = async (n) => {
			let begun = 0, ended = 0;
			const away = (socket) => child.send('away', socket);
			const back = (m, socket) => socket.end('the end');
			server.on('connection', away);
			child.on('message', back);
			await new Promise((resolve) => {
				const client = () => {
					begun++;
					let text = '';
					net.connect(server.address().port, '127.0.0.1').setEncoding('utf8').on('data', (d) => { text += d; }).on('close', () => {
						if (text !== 'the end') throw new Error('lost');
						if (begun < n) client();
						if (++ended === n) resolve();
					});
				};
				for (let i = 0; i < atOnce; i++) client();
			});
			server.off('connection', away);
			child.off('message', back);
		};
		await some(atOnce);
		const [here, there] = [open(), await ask()];
		await some(total);
		while (open() > here || await ask() > there) await new Promise(setImmediate);
		console.log(serialization);
		child.disconnect();
		server.close();
		await once(child, 'exit');
	}
})();`
	script := filepath.Join(t.TempDir(), "parent.js")
	if err := os.WriteFile(script, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if o := runScript(t, nodenet(t), script); o.out != "json\nadvanced\n" || o.code != 0 {
		t.Errorf("%s%s", o, o.stderr)
	}
}

// TestAMessageThatCannotBeWrittenLeavesItsSocket here, in either language. (Node has lost
// it by then.)
func TestAMessageThatCannotBeWrittenLeavesItsSocket(t *testing.T) {
	const source = `
const { fork } = require('child_process'), net = require('net'), { once } = require('events');
if (process.argv[2] === 'child') {
	process.on('message', (m, socket) => { socket.end(m); process.disconnect(); });
} else (async () => {
	for (const [serialization, bad] of [['json', { n: 5n }], ['advanced', { f() {} }]]) {
		const child = fork(__filename, ['child'], { serialization });
		const server = net.createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const client = net.connect(server.address().port, '127.0.0.1').setEncoding('utf8').on('data', (d) => console.log(serialization, d));
		const [socket] = await once(server, 'connection');
		server.close();
		try { child.send(bad, socket); } catch (err) { console.log(err.message); }
		socket.write('still here');
		await once(client, 'data');
		child.send('and there', socket);
		await once(client, 'close');
	}
})();`
	script := filepath.Join(t.TempDir(), "parent.js")
	if err := os.WriteFile(script, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	const want = "Do not know how to serialize a BigInt\njson still here\njson and there\nf() {} could not be cloned.\nadvanced still here\nadvanced and there\n"
	if o := runScript(t, nodenet(t), script); o.out != want || o.code != 0 {
		t.Errorf("%s%s", o, o.stderr)
	}
}

// TestAWorkerThatIsKilledTakesNoConnectionAlong: what it was given and had not taken is
// another's. (Node waits for the answer for ever.)
func TestAWorkerThatIsKilledTakesNoConnectionAlong(t *testing.T) {
	const source = `
const cluster = require('cluster'), net = require('net'), fs = require('fs');
const open = () => fs.readdirSync('/proc/self/fd').length;
const total = 600, atOnce = 20;
if (cluster.isWorker) {
	net.createServer((c) => { c.on('error', () => {}); c.end('x'); }).listen(0, '127.0.0.1');
} else {
	const workers = [1, 2, 3].map(() => cluster.fork());
	let listening = 0, begun = 0, answered = 0, ended = 0;
	cluster.on('listening', (worker, { port }) => {
		if (++listening < workers.length) return;
		const before = open();
		const client = () => {
			begun++;
			net.connect(port, '127.0.0.1').on('data', () => answered++).on('error', () => {}).on('close', () => {
				if (++ended === total / 2) workers[0].process.kill('SIGKILL');
				if (begun < total) client();
				if (ended < total) return;
				const settled = () => (open() > before ? setTimeout(settled, 10) : cluster.disconnect());
				settled();
			});
		};
		for (let i = 0; i < atOnce; i++) client();
	});
	// The worker may have been killed between taking a connection and answering.
	process.on('exit', () => console.log(ended === total, answered >= total - atOnce));
}`
	script := filepath.Join(t.TempDir(), "cluster.js")
	if err := os.WriteFile(script, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if o := runScript(t, nodenet(t), script); o.out != "true true\n" || o.code != 0 {
		t.Errorf("%s%s", o, o.stderr)
	}
}
