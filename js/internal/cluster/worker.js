'use strict';
// A worker: what its servers listen on is the primary's.
const { EventEmitter } = require('events');
const path = require('path');
const process = require('process');
const { Worker, send: sendTo, onMessages } = native.part('common');

const cluster = new EventEmitter();
const listening = new Map(); // the servers, by what the primary calls their handles
const indexes = new Map(); // how many servers have asked for the same, and those that still do

cluster.isWorker = true;
cluster.isMaster = false;
cluster.isPrimary = false;
cluster.worker = null;
cluster.Worker = Worker;

const send = (message, answered) => sendTo(process, message, undefined, answered);

cluster._setupWorker = function(id) {
	const worker = new Worker({ id, process, state: 'online' });
	cluster.worker = worker;
	process.once('disconnect', () => {
		worker.emit('disconnect');
		// The primary is gone, or has not asked: there is nothing left to do here.
		if (!worker.exitedAfterDisconnect) process.exit(0);
	});
	onMessages(process, (message, handle) => {
		if (message.act === 'newconn') connected(message, handle);
		else if (message.act === 'disconnect') disconnect(worker, true);
	});
	send({ act: 'online' });
};

// connected takes a connection that the primary has accepted, or refuses it.
function connected({ key, seq }, handle) {
	const entry = listening.get(key);
	const server = entry?.server;
	const accepted = Boolean(entry) && !(server.maxConnections != null && server._connections >= server.maxConnections);
	send({ ack: seq, accepted });
	if (accepted) entry.handle.onconnection(0, handle);
	else handle?.close();
}

// indexOf numbers the servers of this worker that ask for the same: each has a
// handle of its own.
function indexOf(name) {
	let entry = indexes.get(name);
	if (!entry) indexes.set(name, (entry = { next: 0, set: new Set() }));
	const index = entry.next++;
	entry.set.add(index);
	return index;
}

function dropIndex(name, index) {
	const entry = indexes.get(name);
	if (!entry) return;
	entry.set.delete(index);
	if (entry.set.size === 0) indexes.delete(name);
}

// _getServer asks the primary for what a server is to listen on. cb gets the number of
// an error, the handle, and for a shared one what to call once it is closed.
cluster._getServer = function(server, options, cb) {
	let { address } = options;
	if (options.port < 0 && typeof address === 'string' && process.platform !== 'win32') address = path.resolve(address);
	const name = [address, options.port, options.addressType, options.fd].join(':');
	const index = indexOf(name);
	const message = { act: 'queryServer', index, data: null, ...options, address };
	if (server._getServerData) message.data = server._getServerData();
	send(message, (reply, handle) => {
		if (typeof server._setServerData === 'function') server._setServerData(reply.data);
		const { key, errno } = reply;
		const closed = () => {
			send({ act: 'close', key });
			listening.delete(key);
			dropIndex(name, index);
		};
		if (errno) {
			dropIndex(name, index);
			cb(errno, null);
			return;
		}
		const shared = Boolean(handle);
		if (!shared) handle = fromPrimary(reply.sockname, closed);
		listening.set(key, { server, handle });
		cb(0, handle, shared ? closed : undefined);
	});
	server.once('listening', () => {
		if (!indexes.has(name)) return;
		cluster.worker.state = 'listening';
		send({ ...message, act: 'listening', port: server.address()?.port || options.port });
	});
};

// fromPrimary is the handle of a server whose connections the primary accepts.
function fromPrimary(sockname, closed) {
	let alive; // keeps the program alive
	let open = true;
	const handle = {
		close() {
			if (!open) return;
			open = false;
			handle.unref();
			closed();
		},
		listen: () => 0,
		ref() { if (open) alive ??= setInterval(() => {}, 0x7fffffff); },
		unref() {
			clearInterval(alive);
			alive = undefined;
		},
	};
	handle.ref();
	if (sockname) handle.getsockname = (out) => { if (open) Object.assign(out, sockname); return 0; };
	return handle;
}

// disconnect closes the servers and then the channel. The primary has to know that it
// was meant, unless it has asked.
function disconnect(worker, asked) {
	worker.exitedAfterDisconnect = true;
	let left = 1;
	const closed = () => {
		if (--left > 0) return;
		if (asked) hangUp();
		else send({ act: 'exitedAfterDisconnect' }, hangUp);
	};
	for (const { server } of [...listening.values()]) {
		left++;
		server.close(closed);
	}
	listening.clear();
	closed();
}

const hangUp = () => { if (process.connected) process.disconnect(); };

Worker.prototype.disconnect = function() {
	if (this.state !== 'disconnecting' && this.state !== 'destroying') {
		this.state = 'disconnecting';
		disconnect(this, false);
	}
	return this;
};

Worker.prototype.destroy = function() {
	if (this.state === 'destroying') return;
	this.exitedAfterDisconnect = true;
	if (!this.isConnected()) process.exit(0);
	this.state = 'destroying';
	send({ act: 'exitedAfterDisconnect' }, hangUp);
	process.once('disconnect', () => process.exit(0));
};

native.share(cluster._getServer);
module.exports = cluster;
