'use strict';
// A client that leaves while a callback of the server's is asked: the server hears of it at
// once, and an answer that comes later means nothing.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');

// leave has the client leave once listen has called asked with what wants the answer.
async function leave(what, ours, listen, theirs = {}) {
	let asked;
	const answer = new Promise((resolve) => { asked = resolve; });
	const server = tls.createServer({ ...identity('server'), ...ours, SNICallback: what === 'SNICallback' ? (name, done) => asked(done) : undefined }, () => console.log(what, 'secure'));
	listen?.(server, (...args) => asked(args.at(-1)));
	const told = new Promise((resolve) => server.on('tlsClientError', (...args) => resolve(args)));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...theirs });
	const done = await answer;
	client.destroy();
	const [err, socket] = await told;
	console.log(what, ours.maxVersion, err.code, err.message, socket instanceof tls.TLSSocket, socket.servername, socket.authorized);
	done(null, null);
	await new Promise((resolve) => server.close(resolve));
}

(async () => {
	for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
		await leave('SNICallback', { maxVersion });
		await leave('OCSPRequest', { maxVersion }, (server, asked) => server.on('OCSPRequest', asked), { requestOCSP: true });
	}
	await leave('resumeSession', { maxVersion: 'TLSv1.3' }, (server, asked) => server.on('resumeSession', asked));
})();
