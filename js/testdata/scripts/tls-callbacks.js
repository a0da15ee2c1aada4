'use strict';
// What a server's callbacks may do wrong, what of a client is known by then, and in which
// order they come: each case for itself, in any order between the two sides.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const tell = (...args) => console.log(...args);
const context = (name) => tls.createSecureContext(identity(name));

async function meet(what, ours, { events = {}, ...theirs } = {}) {
	tell('case', what);
	const server = tls.createServer({ ...identity('server'), ...ours }, (socket) => {
		tell('server secure', socket.servername, socket.alpnProtocol, socket.getCertificate().subject.CN);
		socket.end();
	});
	server.on('tlsClientError', (e, socket) => tell('server', e.name, e.code, e.code ? '' : e.message, socket.servername, socket.destroyed));
	for (const [name, f] of Object.entries(events)) server.on(name, f);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...theirs });
	client.on('OCSPResponse', (response) => tell('client OCSP', String(response)));
	client.on('secureConnect', () => tell('client', client.getPeerCertificate().subject.CN, client.alpnProtocol, ...(theirs.told ? [client.getProtocol(), client.getCipher().name] : [])));
	client.on('error', (e) => tell('client', e.code));
	client.resume();
	await new Promise((resolve) => client.on('close', resolve));
	await new Promise((resolve) => server.close(resolve));
}

(async () => {
	const throws = () => { throw new Error('thrown'); };
	for (const [what, SNICallback] of [['throws', throws], ['an error', (name, done) => done(new Error('told'))], ['no context', (name, done) => done(null, { context: 1 })],
		['late', (name, done) => setImmediate(done, null, context('ec'))]]) await meet(`SNICallback, ${what}`, { SNICallback });
	// Of a context that is chosen by the name its versions and suites of TLS 1.3 do not count.
	const narrow = tls.createSecureContext({ ...identity('ec'), maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:TLS_AES_128_GCM_SHA256' });
	for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
		await meet(`a narrow context, ${maxVersion}`, { SNICallback: (name, done) => done(null, narrow) }, { maxVersion, checkServerIdentity: () => {}, told: true });
	}
	const ALPNProtocols = ['a', 'b'];
	for (const [what, ALPNCallback] of [['throws', throws], ['nothing', () => undefined], ['another', () => 'c'], ['null', () => null], ['one', ({ protocols }) => protocols[1]]]) {
		await meet(`ALPNCallback, ${what}`, { ALPNCallback }, { ALPNProtocols });
	}
	await meet('setKeyCert', { ALPNCallback({ protocols }) { this.setKeyCert(context('ec')); return protocols[0]; } }, { ALPNProtocols });
	await meet('setKeyCert of options', { ALPNCallback({ protocols }) { this.setKeyCert(identity('self')); return protocols[0]; } }, { ALPNProtocols, rejectUnauthorized: false });
	await meet('setKeyCert of nothing', { ALPNCallback({ protocols }) { this.setKeyCert({}); return protocols[0]; } }, { ALPNProtocols });
	for (const [what, OCSPRequest] of [['an error', (own, issuer, done) => done(new Error('told'))], ['text', (own, issuer, done) => done(null, 'text')],
		['late', (own, issuer, done) => setImmediate(done, null, Buffer.from('good'))]]) await meet(`OCSPRequest, ${what}`, {}, { requestOCSP: true, events: { OCSPRequest } });
	await meet('no cipher in common', { ciphers: 'AES128-SHA', maxVersion: 'TLSv1.2' }, { ciphers: 'AES256-SHA' });
	await meet('no version in common', { maxVersion: 'TLSv1.2' }, { minVersion: 'TLSv1.3' });
	await meet('no certificate here', { cert: undefined, key: undefined });
	await meet('a certificate that is missing', { requestCert: true, ca });
	await meet('a certificate that is refused', { requestCert: true, ca, maxVersion: 'TLSv1.2' }, identity('self'));
	for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
		const order = (name, f) => (...args) => { tell('server', name); return f(...args); };
		const later = (...args) => setImmediate(args.at(-1), null, null);
		await meet(`order in ${maxVersion}`, { maxVersion, SNICallback: order('SNICallback', later), ALPNCallback: order('ALPNCallback', ({ protocols }) => protocols[0]) }, {
			ALPNProtocols, requestOCSP: true, events: { OCSPRequest: order('OCSPRequest', later), resumeSession: order('resumeSession', later) },
		});
	}
})();
