'use strict';
// The channel between a parent and a child: messages are lines of JSON, in both
// directions. Node speaks the same language, on the descriptor that the variable
// NODE_CHANNEL_FD names.
const { EventEmitter } = require('events');
const process = require('process');

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

// connect gives target, a ChildProcess or the process itself, the methods of a
// channel. ours is true for the process itself.
function connect(target, wire, ours) {
	const control = new Control(wire);
	const define = (name, value) => Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
	define('channel', control);
	Object.defineProperty(target, '_channel', { configurable: true, get: () => target.channel, set(v) { target.channel = v; } });
	define('connected', true);

	const finish = () => {
		if (!target.channel) return;
		target.channel = null;
		target.connected = false;
		wire.close();
		process.nextTick(() => target.emit('disconnect'));
	};

	define('send', function send(message, handle, options, callback) {
		if (typeof handle === 'function') [callback, handle, options] = [handle, undefined, undefined];
		else if (typeof options === 'function') [callback, options] = [options, undefined];
		else if (options !== undefined && (options === null || typeof options !== 'object')) throw native.invalidArgType('options', options, ['object']);
		if (!target.connected) {
			const err = native.error('ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
			process.nextTick(() => (typeof callback === 'function' ? callback(err) : target.emit('error', err)));
			return false;
		}
		if (message === undefined) throw native.missingArgs('message');
		if (!sendable.includes(typeof message)) throw native.invalidArgType('message', message, sendable);
		if (handle !== undefined && handle !== null) throw native.unavailable('sending a handle to another process');
		return wire.send(JSON.stringify(message) + '\n', (err) => {
			if (typeof callback === 'function') callback(err);
			else if (err && target.connected) target.emit('error', err);
		});
	});

	define('_send', target.send);

	define('disconnect', function disconnect() {
		if (!target.connected) {
			target.emit('error', native.error('ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected'));
			return;
		}
		target.connected = false;
		wire.flush(finish);
	});

	if (ours) {
		// Somebody who waits for messages keeps the program alive.
		const counts = (name) => name === 'message' || name === 'disconnect';
		target.on('newListener', (name) => { if (counts(name)) control.refCounted(); });
		target.on('removeListener', (name) => {
			if (counts(name) && target.listenerCount('message') + target.listenerCount('disconnect') === 0) control.unrefCounted();
		});
	} else {
		wire.ref();
	}

	const receive = (line) => {
		if (line === '') return;
		const message = JSON.parse(line);
		const internal = message !== null && typeof message === 'object' && typeof message.cmd === 'string' && message.cmd.startsWith('NODE_');
		if (internal && message.cmd === 'NODE_HANDLE') {
			wire.send('{"cmd":"NODE_HANDLE_NACK"}\n', () => {});
			throw native.unavailable('receiving a handle from another process');
		}
		const emit = () => process.nextTick(() => target.emit(internal ? 'internalMessage' : 'message', message, undefined));
		if (ours && !internal && target.listenerCount('message') === 0) early(target, emit);
		else emit();
	};
	wire.start((lines) => (lines === null ? finish() : lines.split('\n').forEach(receive)));
	return control;
}

exports.connect = connect;
