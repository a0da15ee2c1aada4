'use strict';
// A cluster: workers that share a port, one that ends early, and the ways to end. What each
// says comes in order, in any order between them.
const cluster = require('cluster');
const net = require('net');
const { once } = require('events');
const say = (...args) => console.log(cluster.isPrimary ? 'primary' : `worker${cluster.worker.id}`, ...args);

if (cluster.isWorker) {
	const { worker } = cluster;
	say('isPrimary', cluster.isPrimary, cluster.isMaster, worker.id, worker.state, worker.process === process, worker.isConnected(), worker.isDead(),
		process.env.NODE_UNIQUE_ID, process.env.GIVEN, process.argv.slice(2), Object.keys(cluster).filter((name) => name[0] !== '_'));
	worker.on('disconnect', () => say('disconnect', worker.exitedAfterDisconnect, worker.isConnected()));
	process.on('exit', (code) => say('exit', code, worker.state));
	const servers = [];
	const listen = (...args) => new Promise((resolve) => {
		const server = net.createServer((c) => {
			c.on('error', () => {});
			if (server.stay) c.resume().write(`${worker.id}`);
			else c.end(`${worker.id}`);
		});
		servers.push(server);
		server.on('error', (err) => resolve(err)).on('close', () => say('close')).listen(...args, () => resolve(server));
	});
	const told = (got) => process.send(got instanceof Error
		? { code: got.code, syscall: got.syscall, address: got.address, port: typeof got.port }
		: { address: got.address(), key: got._connectionKey.replace(/\d{5}/, 'PORT'), listening: got.listening });
	process.on('message', async ({ act, args }) => {
		if (act === 'listen') told(await listen(...args));
		if (act === 'most') { servers[0].maxConnections = args[0]; process.send('most'); }
		if (act === 'stay') { servers[0].stay = true; process.send('stay'); }
		if (act === 'close') servers.pop().close(() => process.send('closed'));
		if (act === 'kill') worker.kill();
		if (act === 'disconnect') worker.disconnect();
		if (act === 'hang up') { process.exitCode = 7; process.disconnect(); }
		if (act === 'exit') process.exit(3);
	});
	process.send('ready');
} else {
	process.execPath = process.env.NODENET_CHILD || process.execPath;
	say(cluster.isPrimary, cluster.isMaster, cluster.isWorker, cluster.worker, cluster.workers, cluster.settings, cluster.SCHED_NONE, cluster.SCHED_RR, Object.keys(cluster).filter((name) => name[0] !== '_'));
	const { NODENET_SERIALIZATION: serialization } = process.env;
	cluster.setupPrimary({ args: ['a'], silent: false, ...(serialization && { serialization }) });
	cluster.on('setup', ({ args, silent, exec }) => console.log('setup', args, silent, exec === process.argv[1]));
	for (const event of ['fork', 'online']) cluster.on(event, (worker) => console.log(`of${worker.id}`, event, worker.state, worker.exitedAfterDisconnect, worker.isDead(), worker.isConnected()));
	cluster.on('exit', (worker, ...args) => console.log(`exit${worker.id}`, ...args, worker.state, worker.exitedAfterDisconnect, worker.isDead()));
	cluster.on('disconnect', (worker) => console.log(`disconnect${worker.id}`, worker.state, worker.exitedAfterDisconnect, worker.isConnected()));
	cluster.on('listening', (worker, { addressType, address, port, fd }) => console.log(`of${worker.id}`, 'listening', addressType, address && address.replace(/.*\//, ''), port > 0 ? 'PORT' : port, fd, worker.state));
	const start = async (env) => {
		const worker = cluster.fork(env);
		worker.ended = Promise.all([once(worker, 'exit'), once(worker, 'disconnect')]);
		await once(worker, 'message');
		return worker;
	};
	const ask = async (worker, act, ...args) => { const got = once(worker, 'message'); worker.send({ act, args }); return (await got)[0]; };
	const get = async (port) => {
		const c = net.connect(port, '127.0.0.1').setEncoding('utf8');
		let text = '';
		c.on('data', (d) => { text += d; });
		try { await once(c, 'close'); } catch (err) { return err.code; }
		return text;
	};
	const count = async (port) => {
		const by = {};
		for (let i = 0; i < 8; i++) { const id = await get(port); by[id] = (by[id] || 0) + 1; }
		return by;
	};
	(async () => {
		const one = await start({ GIVEN: 'given' });
		const two = await start();
		say('workers', Object.keys(cluster.workers), cluster.workers[1] === one, one instanceof cluster.Worker, one.process.pid > 0);
		// Port 0 is the same port for all.
		const first = await ask(one, 'listen', 0, '127.0.0.1');
		const second = await ask(two, 'listen', 0, '127.0.0.1');
		const { port } = first.address;
		say('port', port === second.address.port, first.key, second.key, first.listening);
		const by = await count(port);
		say('served', Object.values(by).reduce((a, b) => a + b), cluster.schedulingPolicy === cluster.SCHED_RR ? Object.keys(by) : 'by some');
		// A second server on port 0 has another one.
		say('another', (await ask(one, 'listen', 0, '127.0.0.1')).address.port !== port, await ask(one, 'close'));
		// Exclusive, a Unix socket, and what cannot be.
		const exclusive = await ask(one, 'listen', { port: 0, host: '127.0.0.1', exclusive: true });
		say('exclusive', exclusive.key, await get(exclusive.address.port), await ask(one, 'close'), await get(exclusive.address.port));
		const name = `nn-${process.pid}.sock`;
		say('path', (await ask(one, 'listen', name)).address === name, (await ask(two, 'listen', name)).address === name, require('fs').existsSync(name));
		const c = net.connect(name).setEncoding('utf8');
		say('by path', /[12]/.test((await once(c, 'data'))[0]));
		await ask(one, 'close');
		say('still there', require('fs').existsSync(name));
		await ask(two, 'close');
		for (let i = 0; i < 100 && require('fs').existsSync(name); i++) await new Promise((resolve) => setTimeout(resolve, 10));
		say('gone', !require('fs').existsSync(name));
		const taken = net.createServer().listen(0, '127.0.0.1');
		await once(taken, 'listening');
		say('in use', await ask(one, 'listen', taken.address().port, '127.0.0.1'));
		say('in use, exclusive', await ask(one, 'listen', { port: taken.address().port, host: '127.0.0.1', exclusive: true }));
		say('no such address', await ask(one, 'listen', 1, '9.9.9.9'), await ask(one, 'listen', '/no/such/folder'));
		taken.close();
		// A worker that takes no more leaves the rest to the other.
		if (cluster.schedulingPolicy === cluster.SCHED_RR) {
			await ask(one, 'most', 0);
			say('refused by one', await count(port));
			await ask(one, 'most', 100);
		}
		// One that ends does not take the port along.
		two.send({ act: 'exit' });
		await two.ended;
		say('after an end', Object.keys(cluster.workers), await count(port));
		const three = await start();
		say('joins', (await ask(three, 'listen', port, '127.0.0.1')).code, two.exitedAfterDisconnect);
		// disconnect waits for the connections.
		await ask(one, 'stay');
		const open = net.connect(port, '127.0.0.1').setEncoding('utf8');
		const [text] = await once(open, 'data');
		one.disconnect();
		say('disconnecting', text, Object.keys(cluster.workers), one.exitedAfterDisconnect, one.isConnected());
		setTimeout(() => open.end(), 50);
		await one.ended;
		say('nobody', await get(port));
		three.kill();
		await three.ended;
		for (const act of ['kill', 'disconnect', 'hang up']) {
			const worker = await start();
			await ask(worker, 'listen', 0);
			worker.send({ act });
			await worker.ended;
			say(act, worker.exitedAfterDisconnect, Object.keys(cluster.workers));
		}
		const [last, most] = [await start(), await start()];
		cluster.disconnect(() => say('all are gone', Object.keys(cluster.workers)));
		await Promise.all([last.ended, most.ended]);
		cluster.disconnect(() => say('still'));
	})();
}
