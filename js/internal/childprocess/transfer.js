'use strict';
// What can be sent to another process besides a message: of each kind the handle that
// goes, and what is made of it there. The names are on the wire, and Node's; so is what
// the head of a message has besides.
const net = require('net');

// left has, of sockets that came from another process, what tells that one that they
// are not here any more.
const left = new WeakMap();

// kinds are asked in this order. send returns the handle, or nothing where there is
// none any more; leaves is called once that is certain to go; got makes of a handle what
// the other side's listener is given.
const kinds = [
	{
		type: 'net.Socket',
		is: (value) => value instanceof net.Socket,
		send(socket, head, peer) {
			const handle = socket._handle;
			if (!handle) return undefined;
			if (socket.server) {
				head.key = socket.server._connectionKey;
				peer.watch(socket.server);
			}
			return handle;
		},
		leaves(socket, options) {
			if (options.keepOpen) return;
			native.detach(socket);
			socket.setTimeout(0);
			left.get(socket)?.();
		},
		closes: (options) => !options.keepOpen,
		got(handle, message, peer, give) {
			const socket = new net.Socket({ handle, readable: true, writable: true });
			if (typeof message.key === 'string') peer.count(message.key, socket);
			give(socket);
		},
	},
	{
		type: 'net.Server',
		is: (value) => value instanceof net.Server,
		send: (server) => server._handle,
		closes: () => false,
		got(handle, message, peer, give) {
			const server = new net.Server();
			server.listen(handle, () => give(server));
		},
	},
	{
		type: 'net.BoundSocket',
		is: (value) => value instanceof net.BoundSocket && !value.isPipe,
		send(bound) {
			const handle = native.ofBoundSocket(bound);
			if (handle) return handle;
			throw native.error('ERR_WORKER_HANDLE_NOT_TRANSFERABLE', 'net.BoundSocket cannot be transferred in its current state; ' +
				'it must be a freshly created or accepted handle that has not started reading and has no pending writes');
		},
		closes: () => true,
		got: (handle, message, peer, give) => give(native.boundSocketOf(handle)),
	},
	{
		type: 'net.Native',
		is: native.isHandle,
		send: (handle) => handle,
		closes: () => false,
		got: (handle, message, peer, give) => give(handle),
	},
];

function kindOf(value) {
	const kind = kinds.find(({ is }) => is(value));
	if (!kind) throw native.typeError('ERR_INVALID_HANDLE_TYPE', 'This handle type cannot be sent');
	return kind;
}

// Away are the connections of a server that went to one other process, as far as the
// server is concerned: they count, and it has not closed before they have.
class Away {
	#target;
	#ask;
	#key;

	constructor(target, ask, key) {
		this.#target = target;
		this.#ask = ask;
		this.#key = key;
	}

	// request asks the process; one that goes before it answers has none of them.
	#request(cmd, answer, done) {
		if (!this.#target.connected) {
			done(native.error('ERR_CHILD_CLOSED_BEFORE_REPLY', 'Child closed before reply received'));
			return;
		}
		const stop = () => {
			this.#target.removeListener('internalMessage', replied);
			this.#target.removeListener('disconnect', gone);
		};
		const replied = (message) => {
			if (message.cmd !== answer || message.key !== this.#key) return;
			stop();
			done(null, message);
		};
		const gone = () => {
			stop();
			done(native.error('ERR_CHILD_CLOSED_BEFORE_REPLY', 'Child closed before reply received'));
		};
		this.#target.on('internalMessage', replied);
		this.#target.once('disconnect', gone);
		this.#ask({ cmd, key: this.#key });
	}

	close(done) { this.#request('NODE_SOCKET_NOTIFY_CLOSE', 'NODE_SOCKET_ALL_CLOSED', done); }

	getConnections(done) {
		this.#request('NODE_SOCKET_GET_COUNT', 'NODE_SOCKET_COUNT', (err, message) => done(err, message?.count));
	}

	onGone(f) { this.#target.once('exit', f); }
}

// Peer is the other process as far as sent connections go: of servers here, some of
// which are there, and of servers there, some of which are here.
class Peer {
	#target;
	#tell; // sends an internal message
	#watched = new WeakSet(); // servers that know of the other process
	#here = new Map(); // by the key of a server there: how many, and whether it waits for their end

	constructor(target, tell) {
		this.#target = target;
		this.#tell = tell;
	}

	watch(server) {
		if (this.#watched.has(server)) return;
		this.#watched.add(server);
		server._setupWorker?.(new Away(this.#target, this.#tell, server._connectionKey));
	}

	count(key, socket) {
		let here = this.#here.get(key);
		if (!here) this.#here.set(key, (here = { count: 0, awaited: false }));
		here.count++;
		const leaves = () => {
			socket.removeListener('close', leaves);
			if (--here.count > 0) return;
			this.#here.delete(key);
			if (here.awaited) this.#tell({ cmd: 'NODE_SOCKET_ALL_CLOSED', key });
		};
		left.set(socket, leaves);
		socket.once('close', leaves);
	}

	// answer is for what the server's process asks.
	answer({ cmd, key }) {
		const here = this.#here.get(key);
		if (cmd === 'NODE_SOCKET_GET_COUNT') this.#tell({ cmd: 'NODE_SOCKET_COUNT', key, count: here ? here.count : 0 });
		else if (here) here.awaited = true;
		else this.#tell({ cmd: 'NODE_SOCKET_ALL_CLOSED', key });
	}
}

Object.assign(exports, { kinds, kindOf, Peer });
