'use strict';
// Versions and ciphers, one after the other.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');

function ask(what, more, options, name = 'server') {
	return new Promise((resolve) => {
		const lines = [];
		const server = tls.createServer({ ...identity(name), ...more }, (socket) => {
			lines.push(['server', socket.getProtocol(), socket.getCipher().version, socket.getEphemeralKeyInfo()]);
			if (socket.getProtocol() !== 'TLSv1.3') lines.push(['server', socket.getCipher()]);
			socket.end();
		});
		server.on('tlsClientError', (e) => lines.push(['server', e.code, e.reason, e.library]));
		server.listen(0, '127.0.0.1', () => {
			const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...options });
			client.on('secureConnect', () => lines.push(['client', client.getProtocol(), client.getCipher().version, client.getEphemeralKeyInfo()]));
			client.on('error', (e) => lines.push(['client error', e.code, e.reason, e.library]));
			client.resume();
			client.on('close', () => server.close(() => {
				console.log(what, ...lines.sort());
				resolve();
			}));
		});
	});
}

(async () => {
	const old = { ciphers: 'DEFAULT@SECLEVEL=0' };
	await ask('defaults', {}, {});
	await ask('1.2', { maxVersion: 'TLSv1.2' }, {});
	await ask('1.2 by the client', {}, { maxVersion: 'TLSv1.2' });
	await ask('1.1', { ...old, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }, { ...old, minVersion: 'TLSv1' });
	await ask('1.0', { ...old, minVersion: 'TLSv1' }, { ...old, minVersion: 'TLSv1', maxVersion: 'TLSv1' });
	await ask('too new', { maxVersion: 'TLSv1.2' }, { minVersion: 'TLSv1.3' });
	await ask('too old', { minVersion: 'TLSv1.3' }, { maxVersion: 'TLSv1.2' });
	await ask('method', { secureProtocol: 'TLSv1_2_method' }, {});
	for (const name of ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-CHACHA20-POLY1305', 'AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA256', 'AES256-SHA']) {
		await ask(name, { maxVersion: 'TLSv1.2' }, { ciphers: name });
	}
	await ask('by the server', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256' }, {});
	await ask('of a curve', { maxVersion: 'TLSv1.2' }, { ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' }, 'ec');
	await ask('none in common', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' }, { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' });
	await ask('another kind of key', { maxVersion: 'TLSv1.2' }, { ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' });
	for (const ecdhCurve of ['X25519', 'prime256v1', 'P-384', 'secp521r1']) {
		await ask(ecdhCurve, { ecdhCurve }, {});
		await ask(ecdhCurve, { ecdhCurve, maxVersion: 'TLSv1.2' }, {});
	}
	await ask('no certificate', { key: undefined, cert: undefined }, {});
	await ask('no certificate in 1.2', { key: undefined, cert: undefined, maxVersion: 'TLSv1.2' }, {});
	await ask('no TLS 1.3', { secureOptions: require('constants').SSL_OP_NO_TLSv1_3 ?? 0x20000000 }, {});
})();
