'use strict';
// Connections that do not become secure: each case for itself, in any order between the two
// sides.
const tls = require('tls');
const net = require('net');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const tell = (who) => (e) => console.log(who, e.name, e.code, (e.reason ?? e.message).replace(/(EPROTO ).*\n?/, '$1'), Object.keys(e).join());

function withServer(options, act) {
	return new Promise((resolve) => {
		const server = tls.createServer({ ...identity('server'), ...options }, (socket) => {
			console.log('server secureConnection');
			socket.on('error', tell('server error'));
			socket.end();
		});
		server.on('tlsClientError', (e, socket) => {
			tell('server tlsClientError')(e);
			console.log('server has', socket instanceof tls.TLSSocket, socket.destroyed, socket.authorized);
			socket.on('close', (hadError) => console.log('server close', hadError));
			if (e.code === 'ERR_TLS_HANDSHAKE_TIMEOUT') socket.destroy();
		});
		server.listen(0, '127.0.0.1', () => act(server.address().port, () => server.close(resolve)));
	});
}

const watch = (client, done) => {
	client.on('error', tell('client error'));
	client.on('end', () => console.log('client end'));
	client.on('close', (hadError) => {
		console.log('client close', hadError);
		done();
	});
	client.resume();
};

// raw sends text to a TLS server and tells what comes back.
const raw = (data) => (port, done) => {
	const client = net.connect(port, '127.0.0.1', () => data && client.write(data));
	client.on('data', (answer) => console.log('client data', answer.toString('hex')));
	watch(client, done);
	if (!data) client.on('connect', () => client.end());
};

// toRaw connects to a server that does not speak TLS.
const toRaw = (answer) => new Promise((resolve) => {
	const server = net.createServer((socket) => {
		socket.on('error', () => {});
		socket.once('data', () => answer(socket));
	}).listen(0, '127.0.0.1', () => {
		const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca, servername: 'localhost' }, () => console.log('client secureConnect'));
		client.write('x', (e) => console.log('client write', e?.code));
		watch(client, () => server.close(resolve));
	});
});

(async () => {
	console.log('case text');
	await withServer({}, raw('hello world, this is no TLS\r\n'));
	console.log('case http');
	await withServer({}, raw('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'));
	console.log('case end at once');
	await withServer({}, raw(''));
	console.log('case timeout');
	await withServer({ handshakeTimeout: 50 }, (port, done) => watch(net.connect(port, '127.0.0.1'), done));
	console.log('case part of a hello');
	await withServer({ handshakeTimeout: 50 }, raw(Buffer.from('160301', 'hex')));
	console.log('case version');
	await withServer({ minVersion: 'TLSv1.3' }, (port, done) => watch(tls.connect({ port, host: '127.0.0.1', ca, servername: 'localhost', maxVersion: 'TLSv1.2' }), done));
	console.log('case refused by the client');
	await withServer({}, (port, done) => {
		const client = tls.connect({ port, host: '127.0.0.1', servername: 'localhost' });
		client.write('secret', (e) => console.log('client write', e.code));
		watch(client, done);
	});
	console.log('case destroyed while connecting');
	await withServer({}, (port, done) => {
		const client = tls.connect({ port, host: '127.0.0.1', servername: 'localhost', ca });
		client.on('connect', () => client.destroy());
		watch(client, done);
	});
	console.log('case server says nothing and ends');
	await toRaw((socket) => socket.end());
	console.log('case server resets');
	await toRaw((socket) => socket.resetAndDestroy());
	console.log('case server speaks text');
	await toRaw((socket) => socket.end('220 mail.example.org ESMTP\r\n'));
	console.log('case server sends an alert');
	await toRaw((socket) => socket.end(Buffer.from('15030300020228', 'hex')));
	console.log('case nobody listens');
	await new Promise((resolve) => {
		const server = net.createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => {
				const client = tls.connect(port, '127.0.0.1');
				client.on('error', (e) => console.log('client error', e.code, e.syscall, e.message.replace(port, 'PORT')));
				client.on('close', (hadError) => resolve(console.log('client close', hadError)));
			});
		});
	});
})();
