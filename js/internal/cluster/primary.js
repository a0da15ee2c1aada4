'use strict';
// The primary: it starts workers, and listens for them.
const { EventEmitter } = require('events');
const { fork } = require('child_process');
const net = require('net');
const path = require('path');
const process = require('process');
const { Worker, send, forget, onMessages } = native.part('common');

const cluster = new EventEmitter();
const intercom = new EventEmitter();
const handles = new Map(); // what is listened on, by what was asked for
const [SCHED_NONE, SCHED_RR] = [1, 2];

cluster.isWorker = false;
cluster.isMaster = true;
cluster.isPrimary = true;
cluster.Worker = Worker;
cluster.workers = {};
cluster.settings = {};
cluster.SCHED_NONE = SCHED_NONE;
cluster.SCHED_RR = SCHED_RR;
cluster.schedulingPolicy = { none: SCHED_NONE, rr: SCHED_RR }[process.env.NODE_CLUSTER_SCHED_POLICY] || (process.platform === 'win32' ? SCHED_NONE : SCHED_RR);

let policy; // as it was when the cluster began
let ids = 0;

cluster.setupPrimary = function(options) {
	const settings = {
		args: process.argv.slice(2), exec: process.argv[1], execArgv: process.execArgv, silent: false,
		...cluster.settings, ...options,
	};
	cluster.settings = settings;
	if (policy === undefined) {
		policy = cluster.schedulingPolicy;
		if (policy !== SCHED_NONE && policy !== SCHED_RR) throw native.internalAssertion(`Bad cluster.schedulingPolicy: ${policy}`);
	}
	process.nextTick(() => cluster.emit('setup', settings));
};
cluster.setupMaster = cluster.setupPrimary;

// RoundRobin listens here, and hands each connection to the worker that is next.
class RoundRobin {
	all = new Map(); // workers by their id
	#free = new Map(); // those that have nothing to answer
	#waiting = []; // connections that nobody is free for
	#given = new Map(); // connection and number of the message, by the worker that has not answered
	#server = net.createServer();
	#state = 'starting'; // listening, failed, closed

	constructor(key, address, { port, fd, flags, backlog, readableAll, writableAll }) {
		this.key = key;
		if (fd >= 0) this.#server.listen({ fd, backlog });
		else if (port >= 0) this.#server.listen({ port, host: address, ipv6Only: Boolean(flags & 1), backlog });
		else this.#server.listen({ path: address, backlog, readableAll, writableAll });
		this.#server.once('listening', () => {
			this.#state = 'listening';
			this.#server._handle.onconnection = (err, handle) => { if (!err) this.#distribute(handle); };
		});
	}

	add(worker, answer) {
		this.all.set(worker.id, worker);
		const done = () => {
			const address = this.#server.address();
			answer(null, address !== null && typeof address === 'object' ? { sockname: address } : null, null);
			this.#handOff(worker);
		};
		if (this.#state === 'listening') return done();
		this.#server.once('listening', done);
		this.#server.once('error', (err) => answer(err.errno, null, null));
	}

	// remove takes out a worker, and reports whether it was the last. One that is gone
	// has not served what it was given last.
	remove(worker) {
		if (!this.all.delete(worker.id)) return false;
		this.#free.delete(worker.id);
		const given = this.#given.get(worker.id);
		if (given && !worker.isConnected()) {
			forget(given.number);
			this.#given.delete(worker.id);
			this.#distribute(given.handle);
		}
		if (this.all.size > 0) return false;
		this.#waiting.splice(0).forEach((handle) => handle.close());
		this.#state = 'closed';
		this.#server.close();
		return true;
	}

	#distribute(handle) {
		if (this.#state === 'closed') {
			handle.close();
			return;
		}
		this.#waiting.push(handle);
		for (const [id, worker] of this.#free) {
			this.#free.delete(id);
			this.#handOff(worker);
			return;
		}
	}

	#handOff(worker) {
		if (!this.all.has(worker.id)) return; // it does not listen any more
		const handle = this.#waiting.shift();
		if (!handle) {
			this.#free.set(worker.id, worker);
			return;
		}
		const number = send(worker.process, { act: 'newconn', key: this.key }, handle, ({ accepted }) => {
			this.#given.delete(worker.id);
			if (accepted) handle.close();
			else this.#distribute(handle); // it is about to end: let another have it
			this.#handOff(worker);
		});
		if (number === undefined) this.#distribute(handle);
		else this.#given.set(worker.id, { handle, number });
	}
}

// Shared is bound here; the workers listen with it themselves.
class Shared {
	all = new Map();
	#handle = null;
	#errno = 0;

	constructor(key, address, { port, addressType, fd, flags }) {
		const made = net._createServerHandle(address, port, addressType, fd, flags);
		if (typeof made === 'number') this.#errno = made;
		else this.#handle = made;
	}

	add(worker, answer) {
		this.all.set(worker.id, worker);
		answer(this.#errno, null, this.#handle);
	}

	remove(worker) {
		if (!this.all.delete(worker.id) || this.all.size > 0) return false;
		this.#handle?.close();
		return true;
	}
}

// shortest is the shorter name of a Unix socket: there is room for some 100 bytes.
function shortest(address, port) {
	if (!(port < 0) || typeof address !== 'string' || process.platform === 'win32') return address;
	const relative = path.relative(process.cwd(), address);
	return relative.length < address.length ? relative : address;
}

const actions = {
	online(worker) {
		worker.state = 'online';
		worker.emit('online');
		cluster.emit('online', worker);
	},
	exitedAfterDisconnect(worker, message) {
		worker.exitedAfterDisconnect = true;
		send(worker.process, { ack: message.seq });
	},
	queryServer(worker, message) {
		if (worker.exitedAfterDisconnect) return;
		// Of port 0 each server of a worker has its own, the same as in the other workers.
		const key = [message.address, message.port, message.addressType, message.fd, ...(message.port === 0 ? [message.index] : [])].map(String).join(':');
		let handle = handles.get(key);
		if (!handle) {
			handle = new (policy === SCHED_RR ? RoundRobin : Shared)(key, shortest(message.address, message.port), message);
			handles.set(key, handle);
		}
		handle.data ??= message.data;
		handle.add(worker, (errno, reply, shared) => {
			if (errno) handles.delete(key); // there may be a next time
			send(worker.process, { errno, key, ack: message.seq, data: handle.data, ...reply }, shared);
		});
	},
	listening(worker, { addressType, address, port, fd }) {
		const info = { addressType, address, port, fd };
		worker.state = 'listening';
		worker.emit('listening', info);
		cluster.emit('listening', worker, info);
	},
	close(worker, { key }) {
		if (handles.get(key)?.remove(worker)) handles.delete(key);
	},
};

function removeHandles(worker) {
	for (const [key, handle] of handles) {
		if (handle.remove(worker)) handles.delete(key);
	}
}

function removeWorker(worker) {
	delete cluster.workers[worker.id];
	if (Object.keys(cluster.workers).length === 0) intercom.emit('disconnect');
}

cluster.fork = function(env) {
	cluster.setupPrimary();
	const id = ++ids;
	const { exec, args, execArgv, silent, cwd, stdio, uid, gid, serialization, windowsHide } = cluster.settings;
	const child = fork(exec, args, {
		cwd, silent, stdio, uid, gid, serialization, windowsHide, execArgv,
		env: { ...process.env, ...env, NODE_UNIQUE_ID: `${id}` },
	});
	const worker = new Worker({ id, process: child });
	const ended = (state, ...args) => {
		worker.exitedAfterDisconnect = !!worker.exitedAfterDisconnect;
		worker.state = state;
		const event = state === 'dead' ? 'exit' : 'disconnect';
		worker.emit(event, ...args);
		cluster.emit(event, worker, ...args);
	};
	worker.on('message', (message, handle) => cluster.emit('message', worker, message, handle));
	child.once('exit', (code, signal) => {
		if (!worker.isConnected()) {
			removeHandles(worker);
			removeWorker(worker);
		}
		ended('dead', code, signal);
	});
	child.once('disconnect', () => {
		removeHandles(worker);
		if (worker.isDead()) removeWorker(worker);
		ended('disconnected');
	});
	onMessages(child, (message) => {
		if (Object.hasOwn(actions, message.act)) actions[message.act](worker, message);
	});
	process.nextTick(() => cluster.emit('fork', worker));
	cluster.workers[worker.id] = worker;
	return worker;
};

cluster.disconnect = function(cb) {
	const workers = Object.values(cluster.workers);
	if (workers.length === 0) process.nextTick(() => intercom.emit('disconnect'));
	for (const worker of workers) {
		if (worker.isConnected()) worker.disconnect();
	}
	if (typeof cb === 'function') intercom.once('disconnect', cb);
};

Worker.prototype.disconnect = function() {
	this.exitedAfterDisconnect = true;
	send(this.process, { act: 'disconnect' });
	removeHandles(this);
	removeWorker(this);
	return this;
};

Worker.prototype.destroy = function(signal) { this.process.kill(signal || 'SIGTERM'); };

module.exports = cluster;
