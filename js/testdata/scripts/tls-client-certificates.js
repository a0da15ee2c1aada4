'use strict';
// Clients with certificates, and without, one after the other.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const cases = [];
for (const version of ['TLSv1.2', 'TLSv1.3']) {
	for (const rejectUnauthorized of [true, false]) {
		for (const name of ['client', 'other-client', 'server', 'expired', 'self', undefined]) cases.push([version, rejectUnauthorized, name]);
	}
}

function next() {
	const [version, rejectUnauthorized, name] = cases.shift() ?? [];
	if (!version) return;
	const what = `${version} ${rejectUnauthorized ? 'required' : 'wanted'} ${name}`;
	const seen = { server: [], client: [] };
	const told = (who, ...words) => seen[who].push(words.join(' '));
	const server = tls.createServer({ ...identity('server'), ca, requestCert: true, rejectUnauthorized, maxVersion: version }, (socket) => {
		const { subject } = socket.getPeerCertificate();
		told('server', 'secureConnection', socket.authorized, socket.authorizationError, subject && subject.CN);
		socket.on('error', (e) => told('server', 'error', e.code));
		socket.end();
	});
	server.on('tlsClientError', (e, socket) => told('server', 'tlsClientError', e.code, socket.authorizationError));
	server.listen(0, '127.0.0.1', () => {
		const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...name && identity(name) });
		client.on('secureConnect', () => told('client', 'secureConnect', client.getCertificate()?.subject?.CN));
		client.on('error', (e) => told('client', 'error', e.code));
		client.on('end', () => told('client', 'end'));
		client.resume();
		client.on('close', (hadError) => {
			told('client', 'close', hadError);
			server.close(() => {
				for (const who of Object.keys(seen)) console.log(what, '-', who, seen[who].join(', '));
				next();
			});
		});
	});
}
next();
