'use strict';
// The server chooses suite and curve by its own order, of TLS 1.3 too, and when it has to
// ask for another key share.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

async function ask(what, options, more) {
	const server = tls.createServer({ ...identity('server'), ...options }, (socket) => socket.end());
	server.on('tlsClientError', (e) => console.log(what, 'server', e.code));
	await new Promise((resolve) => server.listen(0, resolve));
	const client = tls.connect({ port: server.address().port, ca: read('ca.crt'), servername: 'localhost', ...more });
	client.on('secureConnect', () => console.log(what, client.getProtocol(), client.getCipher(), client.getEphemeralKeyInfo()));
	client.on('error', () => {});
	client.resume();
	await new Promise((resolve) => client.on('close', resolve));
	await new Promise((resolve) => server.close(resolve));
}

(async () => {
	await ask('by default', {}, {});
	for (const ciphers of ['TLS_AES_128_GCM_SHA256', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384']) await ask(ciphers, { ciphers }, {});
	await ask('another key share', { ecdhCurve: 'P-521' }, {});
	await ask('another key share and suite', { ecdhCurve: 'P-384', ciphers: 'TLS_CHACHA20_POLY1305_SHA256' }, {});
	await ask('older only', { ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' }, {});
	await ask('older only, of the client', {}, { ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' });
	await ask('newest only', { ciphers: 'TLS_AES_128_GCM_SHA256' }, { maxVersion: 'TLSv1.2' });
	await ask('curves in order', { ecdhCurve: 'P-384:P-256', maxVersion: 'TLSv1.2' }, { ecdhCurve: 'P-256:P-384' });
	await ask('no curve in common', { ecdhCurve: 'P-256', maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES256-GCM-SHA384' }, { ecdhCurve: 'P-384' });
	await ask('no curve in common', { ecdhCurve: 'P-256' }, { ecdhCurve: 'P-384' });
	await ask('sigalgs', { sigalgs: 'RSA-PSS+SHA384' }, {});
})();
