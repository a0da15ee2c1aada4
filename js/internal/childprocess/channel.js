'use strict';
// The channel between a parent and a child: messages are lines of JSON in both
// directions, or values as V8 writes them if the parent has asked for 'advanced'
// serialization. Node speaks the same language, on the descriptor that the variable
// NODE_CHANNEL_FD names.
const { EventEmitter } = require('events');
const process = require('process');
const { kinds, kindOf, Peer } = native.part('transfer');

// control is what a script sees as channel.
class Control extends EventEmitter {
	#wire;
	#counted = false; // ref and unref were called: listeners do not matter any more

	constructor(wire) {
		super();
		this.#wire = wire;
	}

	ref() { this.#counted = true; this.#wire.ref(); }
	unref() { this.#counted = true; this.#wire.unref(); }
	refCounted() { if (!this.#counted) this.#wire.ref(); }
	unrefCounted() { if (!this.#counted) this.#wire.unref(); }
	hasRef() { return this.#wire.hasRef(); }
	get fd() { return this.#wire.fd; }
}

Object.defineProperty(Control, 'name', { value: 'Control' });

const sendable = ['string', 'object', 'number', 'boolean'];

const waiting = [];

// early keeps what comes before anybody listens for the first listener.
function early(target, emit) {
	if (waiting.push(emit) > 1) return;
	const listen = (name) => {
		if (name !== 'message') return;
		target.removeListener('newListener', listen);
		process.nextTick(() => waiting.splice(0).forEach((f) => f()));
	};
	target.on('newListener', listen);
}

const isInternal = (message) =>
	message !== null && typeof message === 'object' && typeof message.cmd === 'string' && message.cmd.startsWith('NODE_') && message.cmd.length > 5;

// mostTries is how often a handle is sent again that did not arrive: the other side
// may be out of descriptors.
const mostTries = 3;

// languages are what messages are written in.
const languages = {
	json: { write: (message) => JSON.stringify(message) + '\n', read: JSON.parse },
	advanced: { write: native.message, read: native.received },
};

// outbox sends messages in order. After one with a handle it waits until the other
// side has that handle: ours is closed then, or sent again.
function outbox(target, wire, { write: encode }, peer, idle) {
	let queue = null; // what is sent meanwhile
	let pending = null; // what the other side has to acknowledge

	const settle = () => {
		const { handle, closes } = pending;
		pending = null;
		if (closes) handle.close();
	};

	const answer = ({ callback, options }, err) => {
		if (typeof callback === 'function') callback(err);
		else if (err && !options.swallowErrors && target.connected) target.emit('error', err);
	};

	const write = (data, handle, item) => wire.send(data, handle, (err) => {
		if (err && handle && pending?.handle === handle) {
			settle();
			next();
		}
		answer(item, err);
	});

	const post = (item) => {
		const kind = item.handle ? kindOf(item.handle) : undefined;
		if (queue) return queue.push(item) === 1;
		const head = kind && { cmd: 'NODE_HANDLE', type: kind.type };
		const handle = kind?.send(item.handle, head, peer);
		if (!handle) return write(encode(item.message), undefined, item);
		const data = encode({ ...head, msg: item.message });
		kind.leaves?.(item.handle, item.options);
		queue = [];
		pending = { data, handle, closes: kind.closes(item.options), tries: 0 };
		return write(data, handle, item);
	};

	// next sends what has waited, up to the next handle.
	const next = () => {
		const items = queue;
		queue = null;
		while (items?.length && !queue) {
			const item = items.shift();
			try {
				post(item);
			} catch (err) { // what cannot be written, or was closed meanwhile
				answer(item, err);
			}
		}
		if (queue) queue.push(...items);
		else idle();
	};

	return {
		post,
		busy: () => queue !== null,
		// tell sends what is not a script's, past what waits.
		tell(message) {
			if (target.channel) wire.send(encode(message), undefined, () => {});
		},
		acknowledged(arrived) {
			if (!pending) return;
			if (!arrived && pending.tries++ < mostTries) {
				write(pending.data, pending.handle, { options: { swallowErrors: true } }); // its callback was called
				return;
			}
			if (!arrived) process.emitWarning('Handle did not reach the receiving process correctly', 'SentHandleNotReceivedWarning');
			settle();
			next();
		},
		// close answers those whose message was not sent.
		close() {
			if (pending) settle();
			const items = queue || [];
			queue = null;
			for (const { callback } of items) {
				if (typeof callback === 'function') process.nextTick(callback, channelClosed());
			}
		},
	};
}

const channelClosed = () => native.error('ERR_IPC_CHANNEL_CLOSED', 'Channel closed');

// connect gives target, a ChildProcess or the process itself, the methods of a
// channel. ended, which the process itself has not, is told when it is closed.
function connect(target, wire, ended) {
	const control = new Control(wire);
	const define = (name, value) => Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
	define('channel', control);
	Object.defineProperty(target, '_channel', { configurable: true, get: () => target.channel, set(v) { target.channel = v; } });
	define('connected', true);

	const finish = () => {
		if (!target.channel) return;
		target.channel = null;
		target.connected = false;
		out.close();
		wire.close();
		process.nextTick(() => target.emit('disconnect'));
		ended?.();
	};
	const peer = new Peer(target, (message) => out.tell(message));
	const language = wire.advanced ? languages.advanced : languages.json;
	const out = outbox(target, wire, language, peer, () => { if (!target.connected && target.channel) wire.flush(finish); });

	define('_send', function _send(message, handle, options, callback) {
		if (message === undefined) throw native.missingArgs('message');
		if (!sendable.includes(typeof message)) throw native.invalidArgType('message', message, sendable);
		if (typeof options === 'boolean') options = { swallowErrors: options };
		return out.post({ message, handle, options: options || {}, callback });
	});

	define('send', function send(message, handle, options, callback) {
		if (typeof handle === 'function') [callback, handle, options] = [handle, undefined, undefined];
		else if (typeof options === 'function') [callback, options] = [options, undefined];
		else if (options !== undefined && (options === null || typeof options !== 'object' || Array.isArray(options))) throw native.invalidArgType('options', options, ['object']);
		if (target.connected) return target._send(message, handle, { swallowErrors: false, ...options }, callback);
		process.nextTick(() => (typeof callback === 'function' ? callback(channelClosed()) : target.emit('error', channelClosed())));
		return false;
	});

	define('disconnect', function disconnect() {
		if (!target.connected) {
			target.emit('error', native.error('ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected'));
			return;
		}
		target.connected = false;
		if (!out.busy()) wire.flush(finish);
	});

	if (!ended) {
		// Somebody who waits for messages keeps the program alive.
		const counts = (name) => name === 'message' || name === 'disconnect';
		target.on('newListener', (name) => { if (counts(name)) control.refCounted(); });
		target.on('removeListener', (name) => {
			if (counts(name) && target.listenerCount('message') + target.listenerCount('disconnect') === 0) control.unrefCounted();
		});
	} else {
		wire.ref();
	}

	const deliver = (message, handle) => {
		const internal = isInternal(message);
		const emit = () => process.nextTick(() => target.emit(internal ? 'internalMessage' : 'message', message, handle));
		if (!ended && !internal && target.listenerCount('message') === 0) early(target, emit);
		else emit();
	};

	// received is for a message with a handle. One that did not arrive, or is of a kind
	// that is not known here, is asked for again.
	const received = (message) => {
		const kind = kinds.find(({ type }) => type === message.type);
		const handle = kind && wire.take(kind.type === 'net.Socket');
		out.tell({ cmd: handle ? 'NODE_HANDLE_ACK' : 'NODE_HANDLE_NACK' });
		if (handle) kind.got(handle, message, peer, (value) => deliver(message.msg, value));
	};

	const internal = {
		NODE_HANDLE: received,
		NODE_HANDLE_ACK: () => out.acknowledged(true),
		NODE_HANDLE_NACK: () => out.acknowledged(false),
		NODE_SOCKET_NOTIFY_CLOSE: (message) => peer.answer(message),
		NODE_SOCKET_GET_COUNT: (message) => peer.answer(message),
	};

	const receive = (data) => {
		const message = language.read(data);
		if (isInternal(message) && Object.hasOwn(internal, message.cmd)) internal[message.cmd](message);
		if (!isInternal(message) || message.cmd !== 'NODE_HANDLE') deliver(message, undefined);
	};
	wire.start((data) => {
		if (data === null) finish();
		else if (wire.advanced) receive(data);
		else for (const line of data.split('\n')) receive(line);
	});
	return control;
}

exports.connect = connect;
