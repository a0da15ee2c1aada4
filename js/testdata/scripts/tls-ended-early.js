// Sockets that end, or are destroyed, before they are secure: each case for itself, in any order between the client
// and the server.
const tls = require('tls');
const net = require('net');
const { read, identity } = require('../tls/read.js');

const tell = (who) => (e) => console.log(who, e.code, e.message.replace(/.*:SSL routines:.*?:([^:]*).*\s*/s, '$1'));

function run(name, act) {
	return new Promise((resolve) => {
		console.log('--', name);
		const ends = [];
		const ended = (socket, who) => ends.push(new Promise((done) => socket.on('close', (hadError) => {
			console.log(who, 'close', hadError);
			done();
		})));
		const server = tls.createServer(identity('server'), (socket) => {
			console.log('server secureConnection');
			socket.on('error', tell('server')).on('end', () => console.log('server end')).resume();
			ended(socket, 'server');
		});
		let failed;
		const told = new Promise((done) => { failed = done; });
		server.on('tlsClientError', (e, socket) => {
			tell('server tlsClientError')(e);
			console.log('server has', socket.destroyed, socket.encrypted);
			failed();
		});
		server.on('secureConnection', failed);
		server.listen(0, '127.0.0.1', () => {
			const client = act(server.address().port);
			for (const event of ['secureConnect', 'end', 'finish']) client.on(event, () => console.log('client', event));
			client.on('error', tell('client')).resume();
			ended(client, 'client');
			Promise.all([told, ends[0]]).then(() => Promise.all(ends)).then(() => server.close(resolve));
		});
	});
}

const connect = (port, options) => tls.connect({ port, host: '127.0.0.1', ca: read('ca.crt'), servername: 'server.test', rejectUnauthorized: false, ...options });
const once = (event, f, options) => (port) => {
	const client = connect(port, options);
	client.once(event, () => f(client));
	return client;
};
const now = (f, options) => (port) => {
	const client = connect(port, options);
	f(client);
	return client;
};
const raw = (f) => (port) => {
	const client = net.connect(port, '127.0.0.1');
	client.on('connect', () => f(client));
	return client;
};

(async () => {
	for (const maxVersion of ['TLSv1.3', 'TLSv1.2']) {
		await run(`end at once, ${maxVersion}`, now((c) => c.end(), { maxVersion }));
		await run(`end when connected, ${maxVersion}`, once('connect', (c) => c.end(), { maxVersion }));
		await run(`end a little later, ${maxVersion}`, once('connect', (c) => process.nextTick(() => c.end()), { maxVersion }));
		await run(`end with data, ${maxVersion}`, once('connect', (c) => c.end('data'), { maxVersion }));
		await run(`end after data, ${maxVersion}`, once('connect', (c) => { c.write('data'); c.end(); }, { maxVersion }));
		await run(`destroy, ${maxVersion}`, once('connect', (c) => c.destroy(), { maxVersion }));
		await run(`destroy with an error, ${maxVersion}`, once('connect', (c) => c.destroy(new Error('mine')), { maxVersion }));
	}
	await run('nothing, and the end', raw((c) => c.end()));
	await run('half a hello, and the end', raw((c) => c.end(Buffer.from([22, 3, 1, 0, 200, 1, 0, 0]))));
	await run('no hello', raw((c) => c.end('this is no hello')));

	// Those that were never connected close as others do.
	const never = new tls.TLSSocket();
	never.on('close', (...args) => console.log('never connected', args)).destroy();
	await new Promise((done) => never.on('close', done));
	const failing = new tls.TLSSocket(null, {});
	failing.on('error', tell('never connected')).on('close', (...args) => console.log('never connected', args)).destroy(new Error('mine'));
	await new Promise((done) => failing.on('close', done));
	const over = new tls.TLSSocket(new net.Socket());
	over.on('close', (...args) => console.log('over one that was never connected', args)).destroy();
	await new Promise((done) => over.on('close', done));
})();
