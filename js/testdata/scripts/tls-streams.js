'use strict';
// What sockets can do, with TLS: pauses, backpressure, timeouts, pipes, encodings, paths,
// signals, onread; one after the other.
const tls = require('tls');
const net = require('net');
const os = require('os');
const path = require('path');
const { pipeline } = require('stream/promises');
const { once } = require('events');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
async function pair(options, more, at = [0, '127.0.0.1']) {
	const server = tls.createServer({ ...identity('server'), ...more });
	server.listen(...at);
	await once(server, 'listening');
	const address = server.address();
	const client = tls.connect({ ...typeof address === 'string' ? { path: address } : { port: address.port, host: '127.0.0.1' }, servername: 'localhost', ca, ...options });
	const [socket] = await once(server, 'secureConnection');
	if (client.secureConnecting) await once(client, 'secureConnect');
	server.close();
	return [client, socket];
}
const collect = async (socket) => {
	const pieces = [];
	for await (const piece of socket) pieces.push(piece);
	return Buffer.concat(pieces);
};

(async () => {
	let [client, socket] = await pair();
	const data = Buffer.alloc(3_000_000, 'abcdefg');
	client.end(data);
	console.log('much', (await collect(socket)).equals(data), socket.bytesRead, client.bytesWritten);
	socket.end();

	[client, socket] = await pair();
	socket.setEncoding('utf8');
	client.write('grüße');
	client.end('c3bc', 'hex');
	let text = '';
	for await (const piece of socket) text += piece;
	console.log('text', text);

	[client, socket] = await pair();
	let drained = 0;
	client.on('drain', () => drained++);
	console.log('backpressure', client.write(Buffer.alloc(8_000_000)), client.writableNeedDrain, client.writableLength > 0);
	let got = 0;
	socket.on('data', (piece) => { got += piece.length; });
	await once(client, 'drain');
	client.end();
	await once(socket, 'end');
	console.log('drained', drained, got, client.writableLength);

	[client, socket] = await pair();
	socket.on('data', (piece) => {
		console.log('data', piece.toString());
		if (piece.toString() === 'a') {
			socket.pause();
			setTimeout(() => {
				console.log('paused', socket.isPaused());
				socket.resume();
			}, 20);
			client.write('b');
		} else {
			socket.end();
		}
	});
	client.write('a');
	client.resume();
	await once(client, 'close');

	[client, socket] = await pair({ timeout: 60_000 });
	console.log('timeout', client.timeout);
	client.setTimeout(30);
	await once(client, 'timeout');
	console.log('timeout', client.timeout, client.destroyed);
	client.destroy();

	[client, socket] = await pair();
	pipeline(socket, socket).catch(() => {});
	client.end('echo');
	console.log('echo', (await collect(client)).toString());

	[client, socket] = await pair({}, {}, [path.join(os.tmpdir(), `nn-${process.pid}-tls`)]);
	client.end('by a path');
	console.log((await collect(socket)).toString(), client.remoteAddress, client.authorized);

	const buffer = Buffer.alloc(16);
	[client, socket] = await pair({ onread: { buffer, callback: (n, b) => { console.log('onread', n, b === buffer, b.toString('latin1', 0, n)); } } });
	socket.end('into a buffer');
	await once(client, 'close');

	const controller = new AbortController();
	[client, socket] = await pair({ signal: controller.signal });
	client.on('error', (e) => console.log('signal', e.name, e.code));
	controller.abort();
	await new Promise((resolve) => client.on('close', resolve));

	[client, socket] = await pair({}, { pauseOnConnect: true, highWaterMark: 1000, noDelay: true, keepAlive: true });
	console.log('options', socket.isPaused(), socket.readableHighWaterMark, socket.writableHighWaterMark);
	client.end('later');
	setTimeout(async () => console.log((await collect(socket)).toString()), 20);
	await once(socket, 'close');

	[client, socket] = await pair();
	client.cork();
	client.write('a');
	client.write('b');
	client.uncork();
	client.end('c');
	console.log('corked', (await collect(socket)).toString(), client.address().family, net.isIP(client.localAddress));
	console.log(client.setNoDelay() === client, client.setKeepAlive(true, 1000) === client, client.ref() === client, client.unref() === client, client.setTimeout(0) === client);
})();
