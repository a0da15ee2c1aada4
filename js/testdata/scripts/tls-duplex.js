'use strict';
// TLS over any Duplex, on both sides, in any order between them.
const tls = require('tls');
const { Duplex, PassThrough } = require('stream');
const { read, identity } = require('../tls/read.js');

function pair() {
	const [a, b] = [new PassThrough(), new PassThrough()];
	return [Duplex.from({ readable: a, writable: b }), Duplex.from({ readable: b, writable: a })];
}

const [left, right] = pair();
const server = new tls.TLSSocket(right, { isServer: true, ...identity('server') });
const client = tls.connect({ socket: left, ca: read('ca.crt'), servername: 'localhost' });
const large = Buffer.alloc(300_000, 'abc');
let got = 0;
server.on('secure', () => console.log('server secure', server.getProtocol()));
server.on('data', (data) => {
	got += data.length;
	if (got === large.length) {
		console.log('server got', got);
		server.write('thanks');
	}
});
server.on('end', () => console.log('server end') || server.end());
server.on('close', () => console.log('server close'));
client.on('secureConnect', () => {
	console.log('client secureConnect', client.authorized, client.remoteAddress, client.encrypted);
	client.write(large);
});
client.on('data', (data) => {
	console.log('client data', data.toString());
	client.end();
});
client.on('end', () => console.log('client end'));
client.on('close', (hadError) => console.log('client close', hadError));
client.on('error', (e) => console.log('client error', e.message));
