'use strict';
// Sessions and tickets, one connection after the other.
const tls = require('tls');
const { read, identity, thrown } = require('../tls/read.js');

const ca = read('ca.crt');

function ask(server, options, tell) {
	return new Promise((resolve) => {
		const lines = [];
		server.removeAllListeners('secureConnection');
		server.on('secureConnection', (socket) => {
			lines.push(`server reused ${socket.isSessionReused()}`);
			socket.end('bye');
		});
		let session;
		const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...options }, () => {
			lines.push(`client reused ${client.isSessionReused()} ${client.authorized} ${client.getSession() instanceof Buffer}`);
		});
		client.on('session', (s) => { session = s; });
		client.on('error', (e) => lines.push(`client error ${e.code}`));
		client.resume();
		client.on('end', () => tell && lines.push(tell(client)));
		client.on('close', () => {
			console.log(...lines.sort(), session instanceof Buffer, client.getSession(), client.isSessionReused(), client.getTLSTicket());
			resolve(session);
		});
	});
}

async function all(maxVersion) {
	const server = tls.createServer({ ...identity('server'), maxVersion });
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const session = await ask(server, {}, (client) => `client ticket ${client.getTLSTicket() instanceof Buffer}`);
	await ask(server, { session }, (client) => `client peer ${Object.keys(client.getPeerCertificate())}`);
	await ask(server, { session, checkServerIdentity: () => new Error('not asked') });
	await ask(server, { session: Buffer.from('garbage') });
	await ask(server, { session: 'text' });
	await ask(server, { session: Buffer.alloc(0) });
	const keys = server.getTicketKeys();
	console.log(keys.length, keys.equals(server.getTicketKeys()));
	server.setTicketKeys(Buffer.alloc(48, 1));
	console.log(server.getTicketKeys().every((b) => b === 1));
	await ask(server, { session });
	server.setTicketKeys(keys);
	await ask(server, { session });
	console.log(...thrown(() => server.setTicketKeys('x')), ...thrown(() => server.setTicketKeys()));
	const other = tls.createServer({ ...identity('server'), maxVersion, ticketKeys: keys });
	await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
	await ask(other, { session });
	await new Promise((resolve) => server.close(resolve));
	await new Promise((resolve) => other.close(resolve));
}
all('TLSv1.2').then(() => all('TLSv1.3'));
