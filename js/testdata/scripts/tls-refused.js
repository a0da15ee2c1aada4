'use strict';
// A client that refuses its server, or leaves when it is secure: each case for itself,
// in any order between the two sides.
const tls = require('tls');
const net = require('net');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const events = ['secure', 'secureConnect', 'end', 'close', 'error'];

async function meet(what, theirs, act = () => {}) {
	console.log('case', what);
	const server = tls.createServer({ ...identity('server'), maxVersion: theirs.version }, (socket) => {
		console.log('server secure');
		socket.on('error', () => {});
		socket.end();
	});
	server.on('tlsClientError', (e) => console.log('server', e.code));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...theirs });
	for (const name of events) {
		client.on(name, (value) => console.log('client', name, value?.code ?? value, client.authorized, client.authorizationError, client.servername, client.alpnProtocol,
			client.destroyed, client.secureConnecting, client.getProtocol()));
	}
	act(client);
	client.resume();
	await new Promise((resolve) => client.on('close', resolve));
	await new Promise((resolve) => server.close(resolve));
}

(async () => {
	for (const version of ['TLSv1.2', 'TLSv1.3']) {
		await meet(`no authority, ${version}`, { version, ca: undefined });
		await meet(`no authority, and no matter, ${version}`, { version, ca: undefined, rejectUnauthorized: false });
		await meet(`its own reason, ${version}`, { version, checkServerIdentity: () => Object.assign(new Error('no'), { code: 'NO' }) });
	}
	await meet('destroyed when secure', {}, (client) => client.on('secureConnect', () => client.destroy()));
	await meet('ended when secure', {}, (client) => client.on('secureConnect', () => client.end('x')));
	await meet('destroyed below', {}, (client) => client.on('secureConnect', () => client.destroySoon()));
	// The server's end of what is below is ended, with no word of TLS.
	const ending = tls.createServer(identity('server'), () => console.log('server secure'));
	ending.on('connection', (raw) => raw.end());
	ending.on('tlsClientError', (e) => console.log('server', e.code));
	await new Promise((resolve) => ending.listen(0, '127.0.0.1', resolve));
	const left = tls.connect({ port: ending.address().port, host: '127.0.0.1', ca, servername: 'localhost' });
	left.on('error', (e) => console.log('left error', e.code));
	await new Promise((resolve) => left.on('close', resolve));
	await new Promise((resolve) => ending.close(resolve));
	// The socket below fails: that is told above, which ends with it.
	const nobody = net.createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => nobody.on('listening', resolve));
	const { port } = nobody.address();
	await new Promise((resolve) => nobody.close(resolve));
	const raw = net.connect(port, '127.0.0.1');
	const above = tls.connect({ socket: raw, ca, servername: 'localhost' });
	raw.on('error', (e) => console.log('below error', e.code));
	raw.on('close', (hadError) => console.log('below close', hadError));
	above.on('error', (e) => console.log('above error', e.code));
	above.on('close', (hadError) => console.log('above close', Boolean(hadError)));
})();
