'use strict';
// TLS over a Duplex: how it ends with that, and that it does not keep the program alive.
const tls = require('tls');
const { Duplex, duplexPair } = require('stream');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const over = (what, socket) => new Promise((resolve) => {
	const client = tls.connect({ socket, ca, servername: 'localhost' });
	client.on('error', (e) => console.log(what, 'error', e.code ?? e.message));
	client.on('end', () => console.log(what, 'end'));
	client.on('close', (hadError) => resolve(console.log(what, 'close', hadError)));
	client.resume();
});
const silent = (more) => new Duplex({ read() {}, write(data, encoding, done) { done(); }, ...more });

(async () => {
	const broken = silent();
	setImmediate(() => broken.destroy(new Error('broken')));
	await over('broken', broken);
	await over('unwritable', silent({ write(data, encoding, done) { done(new Error('unwritable')); } }));
	await over('ended', silent({ read() { this.push(null); } }));
	const [a, b] = duplexPair();
	const server = tls.createServer(identity('server'), (socket) => {
		console.log('server secure', socket.servername);
		socket.end('hello');
	});
	server.emit('connection', a);
	const client = tls.connect({ socket: b, ca, servername: 'localhost' });
	client.on('data', (data) => console.log('client', String(data)));
	client.on('end', () => console.log('client end'));
	process.on('exit', () => console.log('exit', a.destroyed, b.destroyed));
})();
