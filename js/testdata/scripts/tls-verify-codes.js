'use strict';
// What is wrong with certificates of every kind, by what is trusted, and whether the
// client insists.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const trusts = { ca: { ca: read('ca.crt') }, other: { ca: read('other-ca.crt') }, partial: { ca: read('ca.crt'), allowPartialTrustChain: true }, crl: { ca: read('ca.crt'), crl: read('ca.crl') },
	between: { ca: read('between.crt'), allowPartialTrustChain: true } };

(async () => {
	for (const [name, cert] of [['server'], ['expired'], ['future'], ['self'], ['below'], ['below', 'below-chain'], ['between'], ['several'], ['ec'], ['ca'], ['client']]) {
		const server = tls.createServer({ ...identity(name), cert: read(`${cert ?? name}.crt`) }, (socket) => socket.end());
		server.on('tlsClientError', () => {});
		await new Promise((resolve) => server.listen(0, resolve));
		for (const [trust, options] of Object.entries(trusts)) {
			for (const rejectUnauthorized of [true, false]) {
				const client = tls.connect({ port: server.address().port, servername: 'localhost', rejectUnauthorized, ...options });
				client.on('secureConnect', () => console.log(cert ?? name, trust, client.authorized, client.authorizationError));
				client.on('error', (e) => console.log(cert ?? name, trust, 'error', e.code, e.code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? '' : e.message));
				client.resume();
				await new Promise((resolve) => client.on('close', resolve));
			}
		}
		await new Promise((resolve) => server.close(resolve));
	}
})();
