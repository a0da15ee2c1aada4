'use strict';
// A client that gives up before it has keys says why in plain text.
const net = require('net');
const tls = require('tls');
const { identity } = require('../tls/read.js');

// hello is what a client of tls begins with.
function hello(options) {
	return new Promise((resolve) => {
		const server = net.createServer((socket) => {
			socket.on('error', () => {});
			socket.once('data', (data) => {
				socket.destroy();
				server.close(() => resolve(data));
			});
		});
		server.listen(0, () => tls.connect({ port: server.address().port, ...options }).on('error', () => {}));
	});
}

async function tell(what, options, record) {
	const first = await hello(options);
	const server = tls.createServer({ ...identity('server'), ...options });
	await new Promise((resolve) => server.listen(0, resolve));
	const client = net.connect(server.address().port, () => client.write(first));
	client.on('error', () => {});
	client.once('data', () => client.write(record));
	await new Promise((resolve) => server.once('tlsClientError', (e, socket) => {
		console.log(what, e.code, e.reason, socket.destroyed, socket.remoteAddress !== undefined);
		resolve();
	}));
	client.destroy();
	await new Promise((resolve) => server.close(resolve));
}

(async () => {
	for (const maxVersion of ['TLSv1.3', 'TLSv1.2']) {
		for (const alert of [40, 42, 48, 80]) await tell(`${maxVersion} ${alert}`, { maxVersion }, Buffer.from([21, 3, 3, 0, 2, 2, alert]));
		await tell(`${maxVersion} close`, { maxVersion }, Buffer.from([21, 3, 3, 0, 2, 1, 0]));
	}
})();
