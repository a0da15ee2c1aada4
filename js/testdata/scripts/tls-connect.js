'use strict';
// A client and a server: what happens on each, in any order between them.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const server = tls.createServer(identity('server'), (socket) => {
	console.log('server secureConnection', socket instanceof tls.TLSSocket, socket.encrypted, socket.authorized, socket.authorizationError, socket.getProtocol(), socket.servername,
		socket.alpnProtocol, socket.secureConnecting, socket.isSessionReused(), socket.server === server, socket.remoteFamily, socket.getPeerCertificate());
	socket.on('data', (data) => {
		console.log('server data', data.toString(), socket.bytesRead, socket.bytesWritten);
		socket.write('pong');
	});
	socket.on('end', () => console.log('server end'));
	socket.on('close', (hadError) => console.log('server close', hadError));
});
server.on('connection', (socket) => console.log('server connection', socket.constructor.name));
server.listen(0, '127.0.0.1', () => {
	const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca: read('ca.crt'), servername: 'localhost' }, function() {
		console.log('client callback', this === client);
	});
	for (const name of ['connect', 'ready', 'secure', 'secureConnect', 'end', 'close', 'error']) client.on(name, (...args) => console.log('client', name, ...args));
	console.log('client now', client.secureConnecting, client.connecting, client.getProtocol(), client.getPeerCertificate(), client.getSession(), client.getCipher(), client.authorized, client.encrypted);
	client.on('secureConnect', () => {
		console.log('client secure', client.authorized, client.authorizationError, client.getProtocol(), client.isSessionReused(), client.servername, client.alpnProtocol, client.secureConnecting);
		console.log('client peer', client.getPeerCertificate().subject, client.getPeerCertificate(true).issuerCertificate.subject, client.getCertificate(), client.getEphemeralKeyInfo());
		client.write('ping');
	});
	client.on('data', (data) => {
		console.log('client data', data.toString(), client.bytesRead, client.bytesWritten);
		client.end();
		server.close(() => console.log('listening ended'));
	});
});
