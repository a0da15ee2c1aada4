'use strict';
// The authorities that count when a context has none of its own.
const tls = require('tls');
const { read, identity, thrown } = require('../tls/read.js');

const ca = read('ca.crt'), other = read('other-ca.crt');
const count = () => tls.getCACertificates('default').length;
const set = (...list) => console.log(list.map((v) => v.constructor.name), thrown(() => { tls.setDefaultCACertificates(list); }), count());

console.log(tls.getCACertificates() === tls.getCACertificates('default'), tls.getCACertificates('bundled') === tls.rootCertificates, Object.isFrozen(tls.getCACertificates('system')));
set(ca.toString());
console.log(tls.getCACertificates()[0] === ca.toString());
set(ca.toString(), ca, new Uint8Array(ca), new DataView(new Uint8Array(ca).buffer));
set(`${ca}${other}`);
set(ca, 'nothing');
set(ca, 5);
set('nothing');
set('');
set('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----');
set();

(async () => {
	const server = tls.createServer(identity('server'), (socket) => socket.end());
	await new Promise((resolve) => server.listen(0, resolve));
	const ask = (what, options) => new Promise((resolve) => {
		const client = tls.connect({ port: server.address().port, servername: 'localhost', ...options });
		client.on('secureConnect', () => console.log(what, client.authorized));
		client.on('error', (e) => console.log(what, e.code));
		client.on('close', resolve);
		client.resume();
	});
	await ask('without');
	tls.setDefaultCACertificates([ca]);
	await ask('with');
	const context = tls.createSecureContext();
	tls.setDefaultCACertificates([other]);
	await ask('with another');
	await ask('of before', { secureContext: context });
	await ask('its own', { ca });
	server.close();
})();
