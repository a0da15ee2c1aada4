'use strict';
// What is written to a TLSSocket over another socket at once, before TLS has begun, is not
// sent as it is: each case for itself, in any order between the two sides.
const tls = require('tls');
const net = require('net');
const { Duplex } = require('stream');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const closed = (socket) => new Promise((resolve) => socket.on('close', resolve));

// Each way to write.
const ways = {
	write: (socket) => socket.write('data'),
	end: (socket) => socket.end('data'),
	pieces: (socket) => {
		socket.cork();
		socket.write('da');
		socket.write('ta');
		socket.uncork();
	},
	soon: (socket) => {
		socket.write('data');
		socket.destroySoon();
	},
};

async function meet(what, accept, connect) {
	console.log('case', what);
	const server = net.createServer((raw) => {
		raw.on('error', () => {});
		const secure = new tls.TLSSocket(raw, { isServer: true, ...identity('server'), SNICallback: (name, done) => done(null, tls.createSecureContext(identity('ec'))) });
		secure.on('secure', () => console.log('server secure', secure.servername));
		secure.on('error', (e) => console.log('server', e.code));
		accept(secure);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const raw = net.connect(server.address().port, '127.0.0.1');
	await connect(raw);
	raw.destroy();
	await new Promise((resolve) => server.close(resolve));
}

const told = (who, socket) => {
	let text = '';
	socket.on('data', (data) => { text += data; });
	socket.on('end', () => {
		console.log(who, text);
		socket.destroy();
	});
};

(async () => {
	for (const [name, way] of Object.entries(ways)) {
		await meet(`server, ${name}`, (secure) => {
			way(secure);
			if (name === 'write' || name === 'pieces') secure.end();
		}, (raw) => {
			const client = tls.connect({ socket: raw, ca, servername: 'localhost' });
			told('client', client);
			return closed(client);
		});
		const answers = (secure) => secure.once('data', (data) => {
			console.log('server', String(data));
			secure.end('answer');
		});
		const over = async (below) => {
			const client = new tls.TLSSocket(below, { ca });
			client.on('error', (e) => console.log('client', e.code));
			way(client);
			client.on('end', () => client.destroy());
			client.resume();
			await closed(client);
		};
		await meet(`client, ${name}`, answers, async (raw) => {
			await new Promise((resolve) => raw.on('connect', resolve));
			await over(raw);
		});
		await meet(`client that connects, ${name}`, answers, over);
		await meet(`client over a Duplex, ${name}`, answers, async (raw) => {
			const below = new Duplex({ read() {}, write(data, encoding, done) { raw.write(data, done); }, final(done) { raw.end(done); } });
			raw.on('data', (data) => below.push(data));
			raw.on('end', () => below.push(null));
			await over(below);
		});
	}
})();
