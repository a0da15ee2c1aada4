'use strict';
// What is written while the end of the handshake is told leaves after that, and not at all
// when the socket is destroyed meanwhile. The last of the handshake waits as well, so that the
// other end hears of no handshake.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const ticketKeys = Buffer.alloc(48, 7);

// meet has a server and a client meet, and says what each has seen.
async function meet(title, options, theirs, { atServer, atClient, session }) {
	const seen = { server: [], client: [] };
	const tell = (who, ...what) => seen[who].push(what.join(' '));
	const watch = (who, socket) => {
		socket.on('data', (data) => tell(who, 'data', data));
		for (const name of ['end', 'error', 'close', 'session']) socket.on(name, (v) => tell(who, name, v?.code ?? typeof v));
	};
	const server = tls.createServer({ ...identity('server'), ticketKeys, ...options });
	const left = new Promise((resolve) => {
		server.on('secureConnection', (socket) => {
			watch('server', socket);
			tell('server', 'secureConnection', socket.isSessionReused());
			socket.on('close', resolve);
			atServer(socket, (...what) => tell('server', ...what));
		});
		server.on('tlsClientError', (err, socket) => {
			tell('server', 'tlsClientError', err.code);
			socket.destroy();
			resolve();
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, session, ...theirs });
	watch('client', client);
	let offered;
	client.on('session', (s) => { offered ??= s; });
	client.on('secureConnect', () => {
		tell('client', 'secureConnect', client.isSessionReused());
		atClient(client, (...what) => tell('client', ...what));
	});
	await Promise.all([left, new Promise((resolve) => client.on('close', resolve))]);
	await new Promise((resolve) => server.close(resolve));
	for (const who of ['server', 'client']) console.log(title, who, seen[who].filter((s) => !s.startsWith('session') || options.maxVersion === 'TLSv1.2').join(', '));
	return offered;
}

// leave writes and destroys.
function leave(socket, tell) {
	const told = (err) => tell('written', err?.code, err?.message);
	tell('write', socket.write('x', told), socket.writableLength);
	socket.destroy();
}

// leaveInTick does so in a tick of the listener's.
const leaveInTick = (socket, tell) => process.nextTick(leave, socket, tell);

const nothing = (socket) => socket.resume();

(async () => {
	for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
		const options = { maxVersion };
		const session = await meet(`${maxVersion} ends`, options, {}, {
			atServer: (socket) => socket.resume(),
			atClient(socket, tell) {
				tell('write', socket.write('x'), socket.writableLength);
				process.nextTick(() => tell('a tick later', socket.writableLength));
				setImmediate(() => socket.end());
			},
		});
		await meet(`${maxVersion} client`, options, {}, { atServer: nothing, atClient: leave });
		await meet(`${maxVersion} client, in a tick`, options, {}, { atServer: nothing, atClient: leaveInTick });
		await meet(`${maxVersion} server`, options, {}, { atServer: leave, atClient: nothing });
		if (maxVersion === 'TLSv1.2') {
			await meet(`${maxVersion} resumed, client`, options, {}, { atServer: nothing, atClient: leave, session });
			await meet(`${maxVersion} resumed, server`, options, {}, { atServer: leave, atClient: nothing, session });
		}
	}

	// A write that waits for the handshake when the socket is destroyed.
	const server = tls.createServer({ ...identity('server') });
	server.on('tlsClientError', (err, socket) => socket.destroy());
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca });
	client.write('x', (err) => console.log('destroyed before it is secure', err.code, err.message));
	client.on('connect', () => client.destroy());
	await new Promise((resolve) => client.on('close', resolve));
	server.close();
})();
