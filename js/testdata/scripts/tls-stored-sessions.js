'use strict';
// Sessions of TLS 1.2 that the script stores, by their ids.
const constants = require('constants');
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

console.log(constants.SSL_OP_NO_TICKET, Object.isFrozen(constants));

async function ask(what, more, { store = true, resume = true, found = (session) => [null, session] } = {}) {
	const sessions = {}, lines = [];
	const server = tls.createServer({ ...identity('server'), maxVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET, ...more }, (socket) => {
		lines.push(`secure, reused ${socket.isSessionReused()}`);
		socket.end();
	});
	server.on('tlsClientError', (e) => lines.push(`error ${e.message}`));
	if (store) {
		server.on('newSession', (id, session, done) => {
			lines.push(`new, ${id.length}, ${Buffer.isBuffer(session)}`);
			sessions[id.toString('hex')] = session;
			setImmediate(done);
		});
	}
	if (resume) {
		server.on('resumeSession', (id, done) => {
			lines.push(`resume, ${id.toString('hex') in sessions}`);
			setImmediate(() => done(...found(sessions[id.toString('hex')])));
		});
	}
	await new Promise((resolve) => server.listen(0, resolve));
	let session;
	for (let i = 0; i < 3; i++) {
		const client = tls.connect({ port: server.address().port, ca: read('ca.crt'), servername: 'localhost', session, maxVersion: 'TLSv1.2' });
		client.on('secureConnect', () => {
			session ??= client.getSession();
			lines.push(`client, reused ${client.isSessionReused()}, ${session.length > 0}, ticket ${client.getTLSTicket() !== undefined}`);
		});
		client.on('error', (e) => lines.push(`client ${e.code}`));
		client.resume();
		await new Promise((resolve) => client.on('close', resolve));
	}
	await new Promise((resolve) => server.close(resolve));
	const of = (client) => lines.filter((line) => line.startsWith('client') === client);
	console.log(what, of(false), of(true));
}

(async () => {
	await ask('both', {});
	await ask('tickets', { secureOptions: 0 }, { resume: false, store: false });
	await ask('stored only', {}, { resume: false });
	await ask('nothing stored', {}, { store: false });
	await ask('nothing found', {}, { found: () => [null, null] });
	await ask('garbage', {}, { found: () => [null, Buffer.from('garbage')] });
	await ask('an error', {}, { found: () => [new Error('refused')] });
})();
