'use strict';
// The standard streams of a Worker. What one thread writes is a message to the other,
// and is done once that asks for more.
const { Readable, Writable } = require('stream');
const process = require('process');

// Wire is what the streams of one side have in common: native.post(message) reaches the
// other side, native.hold(true) keeps this one alive.
class Wire {
	streams = {};
	#native;
	#holders = 0;

	constructor(native) { this.#native = native; }

	post(name, chunks) { this.#native.post([name, chunks]); }

	hold() { if (this.#holders++ === 0) this.#native.hold(true); }

	release() { if (--this.#holders === 0) this.#native.hold(false); }

	// receive takes a message of the other side: chunks for a stream that is read here,
	// or that there may be more for one that is written.
	receive([name, chunks]) {
		const stream = this.streams[name];
		if (chunks) chunks.forEach(([chunk, encoding]) => stream.push(chunk, encoding));
		else stream.wanted();
	}
}

class ReadableWorkerStdio extends Readable {
	#wire;
	#name;
	#holds; // reading keeps this side alive
	#holding = false;

	constructor(wire, name, holds) {
		super();
		this.#wire = wire;
		this.#name = name;
		this.#holds = holds;
		wire.streams[name] = this;
	}

	push(chunk, encoding) {
		if (chunk === null && this.#holding) {
			this.#holding = false;
			this.#wire.release();
		}
		return super.push(chunk, encoding);
	}

	_read() {
		if (!this.#holding && this.#holds) {
			this.#holding = true;
			this.#wire.hold();
		}
		this.#wire.post(this.#name);
	}
}

class WritableWorkerStdio extends Writable {
	#wire;
	#name;
	#waiting = [];

	constructor(wire, name) {
		super({ decodeStrings: false });
		this.#wire = wire;
		this.#name = name;
		wire.streams[name] = this;
	}

	_writev(chunks, done) {
		this.#wire.post(this.#name, chunks.map(({ chunk, encoding }) => [chunk, encoding]));
		if (process._exiting) {
			done();
		} else {
			this.#waiting.push(done);
			this.#wire.hold();
		}
	}

	_final(done) {
		this.#wire.post(this.#name, [[null]]);
		done();
	}

	wanted() {
		for (const done of this.#waiting.splice(0)) {
			done();
			this.#wire.release();
		}
	}
}

// outside makes the streams of a Worker for the thread that has started it. What is not
// asked for goes to the same stream here.
exports.outside = (native, { stdin, stdout, stderr }) => {
	const wire = new Wire(native);
	const output = (name, own) => {
		const stream = new ReadableWorkerStdio(wire, name, own);
		if (own) return;
		// Each Worker has listeners of its own there: that is no leak.
		const to = process[name];
		const most = to.getMaxListeners();
		to.setMaxListeners(Infinity);
		stream.pipe(to);
		to.setMaxListeners(most);
	};
	if (stdin) new WritableWorkerStdio(wire, 'stdin');
	output('stdout', stdout);
	output('stderr', stderr);
	return {
		streams: { stdin: null, ...wire.streams },
		receive: (message) => wire.receive(message),
		ended() {
			for (const stream of [wire.streams.stdout, wire.streams.stderr]) {
				if (!stream.readableEnded) stream.push(null);
			}
		},
	};
};

// inside makes the streams of process in a Worker.
exports.inside = (native, stdin) => {
	const wire = new Wire(native);
	const input = new ReadableWorkerStdio(wire, 'stdin', true);
	if (!stdin) input.push(null);
	new WritableWorkerStdio(wire, 'stdout');
	new WritableWorkerStdio(wire, 'stderr');
	return { streams: wire.streams, receive: (message) => wire.receive(message) };
};
