'use strict';
// What a client thinks of certificates, one after the other.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const cases = [
	['signed', 'server', { ca }],
	['by an address', 'server', { ca, servername: undefined }],
	['of a curve', 'ec', { ca }],
	['self-signed', 'self', {}],
	['self-signed and trusted', 'self', { ca: read('self.crt') }],
	['by nobody', 'server', { ca: read('other-ca.crt') }],
	['by nobody of the defaults', 'server', {}],
	['without what is between', 'below', { ca }],
	['with what is between', 'below', { ca }, { cert: read('below-chain.crt') }],
	['chain that ends nowhere', 'below', { ca: read('other-ca.crt') }, { cert: read('below-chain.crt') }],
	['only what is between is trusted', 'below', { ca: read('between.crt') }],
	['that is enough', 'below', { ca: read('between.crt'), allowPartialTrustChain: true }],
	['its root is sent', 'server', { ca: read('other-ca.crt') }, { cert: Buffer.concat([read('server.crt'), ca]) }],
	['expired', 'expired', { ca }],
	['not yet', 'future', { ca }],
	['expired by nobody', 'expired', { ca: read('other-ca.crt') }],
	['another name', 'server', { ca, servername: 'other.org' }],
	['a name with a star', 'server', { ca, servername: 'x.example.org' }],
	['own check', 'server', { ca, checkServerIdentity: (host, certificate) => new Error(`no ${host} ${certificate.subject.CN}`) }],
	['own check that is content', 'server', { ca, servername: 'other.org', checkServerIdentity: () => undefined }],
	['of clients only', 'client', { ca, checkServerIdentity: () => undefined }],
	['revoked', 'server', { ca, crl: read('ca.crl') }],
	['not revoked', 'ec', { ca, crl: read('ca.crl') }],
	['from a context', 'server', { secureContext: tls.createSecureContext({ ca }) }],
];

function next() {
	const [what, name, options, more] = cases.shift() ?? [];
	if (!what) return;
	const server = tls.createServer({ ...identity(name), ...more }).listen(0, '127.0.0.1', () => {
		attempt(true, () => attempt(false, () => server.close(next)));
	});
	server.on('tlsClientError', () => {});
	function attempt(rejectUnauthorized, then) {
		const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized, ...options }, () => {
			console.log(what, '-', client.authorized, client.authorizationError);
			client.destroy();
		});
		client.on('error', (e) => console.log(what, '-', e.name, e.code, e.message, e.reason, client.authorized, client.authorizationError));
		client.on('close', (hadError) => {
			console.log(what, '- close', hadError);
			then();
		});
	}
}
next();
