'use strict';
// Application protocols: what is agreed on, one after the other.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');

function ask(what, more, options) {
	return new Promise((resolve) => {
		const lines = [];
		const server = tls.createServer({ ...identity('server'), ...more }, (socket) => {
			lines.push(['server', socket.alpnProtocol]);
			socket.end();
		});
		server.on('tlsClientError', (e) => lines.push(['server', e.name, e.code]));
		server.listen(0, '127.0.0.1', () => {
			const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...options });
			client.on('secureConnect', () => lines.push(['client', client.alpnProtocol]));
			client.on('error', (e) => lines.push(['client error', e.code]));
			client.resume();
			client.on('close', () => server.close(() => {
				console.log(what, ...lines.sort());
				resolve();
			}));
		});
	});
}

(async () => {
	await ask('none', {}, {});
	await ask('one side', {}, { ALPNProtocols: ['a'] });
	await ask('the other', { ALPNProtocols: ['a'] }, {});
	await ask('both', { ALPNProtocols: ['a', 'b'] }, { ALPNProtocols: ['b', 'a'] });
	await ask('as bytes', { ALPNProtocols: Buffer.from([1, 98]) }, { ALPNProtocols: ['a', 'b'] });
	await ask('nothing in common', { ALPNProtocols: ['a'] }, { ALPNProtocols: ['b'] });
	await ask('in 1.2', { ALPNProtocols: ['a'], maxVersion: 'TLSv1.2' }, { ALPNProtocols: ['a'] });
	await ask('callback', { ALPNCallback: (o) => { console.log('asked', o); return 'b'; } }, { ALPNProtocols: ['a', 'b'] });
	await ask('callback that refuses', { ALPNCallback: () => undefined }, { ALPNProtocols: ['a', 'b'] });
	await ask('callback that errs', { ALPNCallback: () => 'c' }, { ALPNProtocols: ['a', 'b'] });
	await ask('callback that is not asked', { ALPNCallback: () => 'c' }, {});
	await ask('with a name', { ALPNCallback: () => 'a', SNICallback: (name, callback) => callback(null, tls.createSecureContext(identity('ec'))) }, { ALPNProtocols: ['a'] });
})();
