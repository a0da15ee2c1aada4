'use strict';
// A connection that is in use becomes secure: each side tells, in any order between them.
const tls = require('tls');
const net = require('net');
const { read, identity } = require('../tls/read.js');

const server = net.createServer((raw) => {
	raw.write('220 hello\r\n');
	raw.on('data', function command(data) {
		console.log('server got', data.toString().trim());
		if (data.toString() !== 'STARTTLS\r\n') return;
		raw.removeListener('data', command);
		raw.write('220 go ahead\r\n');
		const socket = new tls.TLSSocket(raw, { isServer: true, secureContext: tls.createSecureContext(identity('server')) });
		socket.on('secure', () => {
			console.log('server secure', socket.encrypted, raw.encrypted, socket.remotePort === raw.remotePort);
			socket.write('250 secret\r\n');
		});
		socket.on('data', (d) => {
			console.log('server got', d.toString().trim(), 'in secret');
			socket.end('221 bye\r\n');
		});
		socket.on('close', () => console.log('server close', raw.destroyed));
		raw.on('close', () => console.log('server-below close'));
	});
});
server.listen(0, '127.0.0.1', () => {
	const raw = net.connect(server.address().port, '127.0.0.1');
	let step = 0;
	raw.on('data', function answer(data) {
		console.log('client got', data.toString().trim());
		if (step++ === 0) {
			raw.write('STARTTLS\r\n');
			return;
		}
		raw.removeListener('data', answer);
		const socket = tls.connect({ socket: raw, servername: 'localhost', ca: read('ca.crt') });
		socket.on('secureConnect', () => console.log('client secure', socket.authorized));
		socket.on('data', (d) => {
			console.log('client got', d.toString().trim(), 'in secret');
			if (d.toString().startsWith('250')) socket.write('QUIT\r\n');
		});
		socket.on('end', () => console.log('client end'));
		socket.on('close', () => {
			console.log('client close', raw.destroyed);
			server.close();
		});
		raw.on('close', () => console.log('client-below close'));
	});
});
