'use strict';
// Handles that go to a child and back: sockets, servers, bound sockets and bare handles.
// What each says comes in order, in any order between them.
const net = require('net');
const { once } = require('events');
const { fork } = require('child_process');
const say = (...args) => console.log(process.argv[2] || 'parent', ...args);

if (process.argv[2] === 'child') {
	let server, socket;
	const kinds = {
		socket(h) {
			socket = h;
			say('socket', h instanceof net.Socket, h.readyState, h.readableFlowing, h.server, h.allowHalfOpen, h.remotePort > 0, h.remoteAddress);
			h.setEncoding('utf8').on('data', (d) => { say('data', d); if (d === 'before') process.send('heard'); }).on('end', () => say('end')).on('close', (bad) => { say('close', bad); process.send('closed'); });
			h.write('from the child');
		},
		server(h) {
			server = h;
			say('server', h instanceof net.Server, h.listening, h.address().port > 0, h._connectionKey);
			h.on('connection', (c) => { say('connection', c.server === h); c.end('served by the child'); });
			process.send('listening');
		},
		close(h) { server.close(() => { say('server close'); process.send('closed'); }); },
		bound(h) {
			say('bound', h instanceof net.BoundSocket, h.isPipe, h.address().address);
			net.createServer().listen(h, function() { say('listens', this.listening); this.close(() => process.send('done')); });
		},
		native(h) { say('native', h.constructor.name); h.close(() => process.send('done')); },
		destroy() { socket.destroy(); },
		plain(h) { say('plain', h); process.send('done'); },
		back() {
			const s = net.createServer((c) => {
				say('back', process.send('back', c), c._handle, c.destroyed);
				s.close(() => process.send('closed'));
			}).listen(0, '127.0.0.1', () => process.send({ port: s.address().port }));
		},
		end() { process.disconnect(); },
	};
	process.on('message', (m, h) => kinds[m](h));
	process.on('disconnect', () => say('disconnect'));
	process.send('ready');
} else {
	const child = fork(__filename, ['child'], { execPath: process.env.NODENET_CHILD || process.execPath, serialization: process.env.NODENET_SERIALIZATION || 'json' });
	let answered;
	const ask = (...args) => new Promise((resolve) => { answered = (...got) => resolve(got); if (args.length) child.send(...args); });
	child.on('message', (...got) => answered(...got));
	child.on('disconnect', () => say('disconnect'));
	child.on('exit', (code, signal) => console.log('exit', code, signal));
	const connection = (server) => new Promise((resolve) => {
		server.once('connection', (s) => resolve([s, client]));
		const client = net.connect(server.address().port, '127.0.0.1');
	});
	(async () => {
		await ask();
		// A socket, whose data nobody has read here.
		const server = net.createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.on('listening', resolve));
		const [s, client] = await connection(server);
		client.setEncoding('utf8').on('data', (d) => console.log('client', d)).on('end', () => console.log('client end'));
		client.write('before');
		const heard = Promise.all([once(client, 'data'), ask()]);
		s.on('close', () => say('must not close')).setTimeout(60000);
		say('send', child.send('socket', s, (err) => say('sent', err)));
		say('left', s.destroyed, s._handle, s.readyState, s.pending, s.connecting, s.timeout, s.server === server, server._connections, s.remotePort > 0, s.address().port > 0, s.bytesRead);
		say('workers', server._usingWorkers, server._workers.length);
		await heard;
		await new Promise((resolve) => server.getConnections((err, n) => resolve(say('connections', err, n))));
		let closed = false;
		server.close(() => { closed = true; say('server close'); });
		setTimeout(() => { say('waits', !closed); client.end('after'); });
		await ask();
		await new Promise((resolve) => (closed ? resolve() : server.on('close', resolve)));

		// A server, which both have.
		const shared = net.createServer((c) => c.end('served by the parent')).listen(0, '127.0.0.1');
		await new Promise((resolve) => shared.on('listening', resolve));
		await ask('server', shared);
		const { port } = shared.address();
		shared.close();
		await new Promise((resolve) => net.connect(port, '127.0.0.1').setEncoding('utf8').on('data', (d) => say('got', d)).on('close', resolve));
		await ask('close');
		await new Promise((resolve) => net.connect(port, '127.0.0.1').on('error', (err) => resolve(say('refused', err.code))));

		// keepOpen: both have the socket.
		const both = net.createServer({ pauseOnConnect: true }).listen(0);
		await new Promise((resolve) => both.on('listening', resolve));
		const [kept, other] = await connection(both);
		other.setEncoding('utf8').on('data', (d) => say('other data', d)).on('close', (bad) => say('other close', bad));
		const heardToo = once(other, 'data');
		child.send('socket', kept, { keepOpen: true });
		say('kept', !!kept._handle, kept.destroyed, both._connections);
		await heardToo;
		await new Promise((resolve) => both.getConnections((err, n) => resolve(say('connections', err, n))));
		await ask('destroy');
		const closedToo = once(other, 'close');
		kept.resume().end('and the parent');
		await closedToo;
		await new Promise((resolve) => both.close(resolve));

		// What is bound, and a bare handle.
		const bound = new net.BoundSocket({ host: '127.0.0.1' });
		await ask('bound', bound);
		try { bound.address(); } catch (err) { say('bound', err.code); }
		const bare = net.createServer().listen(0);
		await ask('native', bare._handle);
		bare.close();
		// Handles that are no more go as nothing.
		await ask('plain', new net.Socket());
		await ask('plain', net.createServer());
		for (const wrong of [{}, 5, true, 'x']) {
			try { child.send('x', wrong); } catch (err) { say(err.name, err.code, err.message); }
		}
		for (const options of [5, null, true, []]) {
			try { child.send('x', null, options); } catch (err) { say(err.name, err.code, err.message); }
		}
		// And the other way.
		const [{ port: there }] = await ask('back');
		const asked = ask();
		const third = net.connect(there, '127.0.0.1').setEncoding('utf8').on('data', (d) => say('third', d)).on('close', (bad) => say('third close', bad));
		const [m, h] = await asked;
		say(m, h instanceof net.Socket);
		const gone = ask();
		h.end('from the parent');
		await new Promise((resolve) => h.on('close', resolve));
		// What Node tells a child that has left takes its own 'disconnect' away, now and then.
		await gone;
		child.send('end');
	})();
}
