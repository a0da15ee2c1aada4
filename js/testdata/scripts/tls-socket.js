'use strict';
// TLS on sockets that are connected already, or about to be, in any order between them.
const tls = require('tls');
const net = require('net');
const { read, identity } = require('../tls/read.js');

function run(early, then) {
	const server = net.createServer((raw) => {
		const socket = new tls.TLSSocket(raw, { isServer: true, ...identity('server') });
		for (const name of ['end', 'close', 'error']) raw.on(name, () => console.log('below-server', name));
		for (const name of ['secure', 'end', 'close', 'error']) socket.on(name, () => console.log('server', name));
		socket.on('data', (data) => {
			console.log('server data', data.toString());
			socket.end('bye');
		});
	});
	server.listen(0, '127.0.0.1', () => {
		const raw = net.connect(server.address().port, '127.0.0.1');
		const secure = () => {
			const client = tls.connect({ socket: raw, ca: read('ca.crt'), servername: 'localhost' }, () => {
				console.log('client callback', client.remoteAddress === raw.remoteAddress, client.remotePort === raw.remotePort, client.authorized, client._parent === raw);
				client.write('hi');
			});
			for (const name of ['connect', 'ready', 'secure', 'secureConnect', 'end', 'close', 'error']) client.on(name, () => console.log('client', name));
			client.on('data', (data) => {
				console.log('client data', data.toString());
				server.close(() => console.log('listening ended') || then && then());
			});
		};
		for (const name of ['connect', 'end', 'close', 'error']) raw.on(name, () => console.log('below-client', name));
		if (early) secure();
		else raw.on('connect', secure);
	});
}
run(true, () => run(false));
