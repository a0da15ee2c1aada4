'use strict';
// Certificates as objects, on both sides, in any order between them.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const names = ['server', 'ec', 'several', 'below', 'self'];
function next() {
	const name = names.shift();
	if (!name) return;
	const server = tls.createServer({ ...identity(name), ...name === 'below' && { cert: read('below-chain.crt') }, ca: read('ca.crt'), requestCert: true, rejectUnauthorized: false }, (socket) => {
		console.log('server', name, JSON.stringify([socket.getPeerCertificate().subject, socket.getCertificate().subject]));
		socket.end();
	});
	server.listen(0, '127.0.0.1', () => {
		const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca: read('ca.crt'), rejectUnauthorized: false, ...identity('client') }, () => {
			const short = client.getPeerCertificate(), long = client.getPeerCertificate(true);
			const masked = (o) => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, k === 'issuerCertificate' ? v === o ? 'itself' : masked(v) : v]));
			console.log('client', name, masked(short));
			console.log('client', name, masked(long));
			console.log('client', name, client.getPeerCertificate(1).issuerCertificate, client.getCertificate().subject, client.getPeerCertificate() === short);
		});
		client.resume();
		client.on('close', () => server.close(next));
	});
}
next();
