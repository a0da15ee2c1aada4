// TLS over a connection that is about to be secure itself, and over a Duplex that takes its time to end: each stream
// for itself, in any order between them.
const tls = require('tls');
const { Duplex } = require('stream');
const { read, identity } = require('../tls/read.js');

const trusted = { ca: read('ca.crt'), servername: 'localhost' };
const watch = (name, s) => {
	for (const event of ['secureConnect', 'secure', 'end', 'finish']) s.on(event, () => console.log(name, event));
	return s.on('error', (e) => console.log(name, e.code)).on('close', (hadError) => console.log(name, 'close', hadError));
};
const closed = (s) => new Promise((resolve) => s.on('close', resolve));

async function layers() {
	const server = tls.createServer(identity('server'), (outer) => {
		const inner = watch('inner-server', new tls.TLSSocket(outer, { isServer: true, ...identity('server') }));
		inner.on('data', (data) => inner.end(`answer to ${data}`));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const outer = watch('outer-client', tls.connect({ port: server.address().port, host: '127.0.0.1', ...trusted }));
	const inner = watch('inner-client', tls.connect({ socket: outer, ...trusted }));
	inner.on('data', (data) => console.log('inner-client', String(data)));
	inner.write('hello');
	await Promise.all([closed(inner), new Promise((resolve) => server.close(resolve))]);
}

async function failing() {
	const server = tls.createServer(identity('server'), (outer) => outer.on('error', () => {}).resume());
	server.on('tlsClientError', () => {});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const outer = watch('failing-outer', tls.connect({ port: server.address().port, host: '127.0.0.1', ...trusted, servername: 'other.test' }));
	const inner = watch('failing-inner', tls.connect({ socket: outer, ...trusted }));
	await Promise.all([closed(inner), new Promise((resolve) => server.close(resolve))]);
}

async function slow() {
	let a, b;
	const side = (other) => new Duplex({
		read() {},
		write(chunk, encoding, done) { setImmediate(() => { other().push(chunk); done(); }); },
		final(done) { setTimeout(() => { console.log('below ends'); done(); other().push(null); }, 20); },
	});
	a = side(() => b);
	b = side(() => a);
	const server = watch('duplex-server', new tls.TLSSocket(b, { isServer: true, ...identity('server') }));
	const client = tls.connect({ socket: a, ...trusted });
	client.resume().write('the end, please');
	server.on('data', () => server.end());
	await new Promise((resolve) => server.on('finish', resolve));
	console.log('below has ended', b.writableFinished);
	server.destroy();
	client.destroy();
	await closed(server);
	for (const session of ['nonsense', Buffer.alloc(40), new Uint8Array(2)]) {
		const socket = new tls.TLSSocket();
		socket.setSession(session);
		console.log('session', socket.getSession());
		socket.destroy();
	}
}

layers().then(failing).then(slow);
