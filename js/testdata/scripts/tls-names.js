'use strict';
// Server names: which certificate a server shows, one after the other.
const tls = require('tls');
const net = require('net');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');

function ask(server, options) {
	return new Promise((resolve) => {
		const lines = [];
		server.removeAllListeners('secureConnection');
		server.removeAllListeners('tlsClientError');
		server.on('secureConnection', (socket) => {
			lines.push(['server', socket.servername]);
			socket.end();
		});
		server.on('tlsClientError', (e) => lines.push(['server', e.name, e.code, e.message.split('\n')[0]]));
		const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca, checkServerIdentity: () => undefined, ...options });
		client.on('secureConnect', () => lines.push(['client', client.servername, client.getPeerCertificate().subject.CN, client.authorized]));
		client.on('error', (e) => lines.push(['client', e.code]));
		client.resume();
		client.on('close', () => setImmediate(() => resolve(lines.sort())));
	});
}

async function all(what, server) {
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	for (const servername of [undefined, '', 'localhost', 'ec.example.org', 'x.example.org', 'a.b.example.org', 'EC.example.org', 'other.test']) {
		console.log(what, servername, ...await ask(server, { servername }));
	}
	await new Promise((resolve) => server.close(resolve));
}

(async () => {
	const plain = tls.createServer(identity('server'));
	plain.addContext('ec.example.org', identity('ec'));
	plain.addContext('*.example.org', { ...identity('several') });
	await all('addContext', plain);
	const last = tls.createServer(identity('server'));
	last.addContext('*.example.org', tls.createSecureContext(identity('several')));
	last.addContext('ec.example.org', identity('ec'));
	await all('the last counts', last);
	await all('SNICallback', tls.createServer({ ...identity('server'), SNICallback(name, callback) {
		switch (name) {
			case 'ec.example.org': return void setTimeout(callback, 5, null, tls.createSecureContext(identity('ec')));
			case 'x.example.org': return callback(new Error('no such name'));
			case 'a.b.example.org': return callback(null, 'nonsense');
			case 'other.test': return callback(null, null);
			default: return callback(null);
		}
	} }));
	console.log(net.isIP('127.0.0.1'));
})();
