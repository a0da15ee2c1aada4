'use strict';
// The class ChildProcess and what spawn makes of its arguments.
const { EventEmitter } = require('events');
const { Socket } = require('net');
const { Readable, Writable, Duplex } = require('stream');
const process = require('process');
const { signals } = require('os').constants;
const { inspect, format } = require('util');

const typeError = (name, value, ...expected) => native.invalidArgType(name, value, expected);

function needString(name, v) {
	if (typeof v !== 'string') throw typeError(name, v, 'string');
	return v;
}

function needBoolean(name, v) {
	if (v != null && typeof v !== 'boolean') throw typeError(name, v, 'boolean');
}

function needNoNul(name, v) {
	if (typeof v === 'string' && v.includes('\0')) throw native.invalidArgValue(name, v, 'must be a string without null bytes');
}

function needObject(name, v) {
	if (v === null || typeof v !== 'object' || Array.isArray(v)) throw typeError(name, v, 'object');
}

// signalNumber is the number of a signal by name or number.
function signalNumber(signal) {
	if (typeof signal === 'number') {
		for (const name in signals) if (signals[name] === signal) return signal;
	} else if (typeof signal === 'string') {
		const n = signals[signal.toUpperCase()];
		if (n) return n;
	}
	throw native.typeError('ERR_UNKNOWN_SIGNAL', format('Unknown signal: %s', signal));
}

function killSignal(signal) {
	if (signal == null) return undefined;
	if (typeof signal !== 'string' && typeof signal !== 'number') throw typeError('options.killSignal', signal, 'string', 'number');
	return signalNumber(signal);
}

const signalName = (n) => Object.keys(signals).find((name) => signals[name] === n) || null;

function pathOf(name, v) {
	if (v instanceof URL) return require('url').fileURLToPath(v);
	if (v instanceof Uint8Array) return String(Buffer.from(v));
	if (typeof v !== 'string') throw typeError(name, v, 'string', 'Buffer', 'URL');
	if (v.includes('\0')) throw native.invalidArgValue(name, v, 'must be a string, Uint8Array, or URL without null bytes');
	return v;
}

function shellCommand(file, args, options) {
	const command = [file, ...args].join(' ');
	if (process.platform === 'win32') {
		const shell = typeof options.shell === 'string' ? options.shell : process.env.comspec || 'cmd.exe';
		if (/^(?:.*\\)?cmd(?:\.exe)?$/i.test(shell)) {
			options.windowsVerbatimArguments = true;
			return [shell, ['/d', '/s', '/c', `"${command}"`]];
		}
		return [shell, ['-c', command]];
	}
	const shell = typeof options.shell === 'string' ? options.shell : '/bin/sh';
	return [shell, ['-c', command]];
}

let warnedOfShell = false;

// normalize checks the arguments of spawn and spawnSync.
function normalize(file, args, options) {
	needString('file', file);
	needNoNul('file', file);
	if (file === '') throw native.invalidArgValue('file', file, 'cannot be empty');
	if (Array.isArray(args)) {
		args = args.slice();
	} else if (args == null) {
		args = [];
	} else if (typeof args !== 'object') {
		throw typeError('args', args, 'object');
	} else {
		options = args;
		args = [];
	}
	args.forEach((a, i) => needNoNul(`args[${i}]`, a));
	if (options === undefined) options = {};
	needObject('options', options);
	options = { ...options };
	if (options.cwd != null) options.cwd = pathOf('options.cwd', options.cwd);
	needBoolean('options.detached', options.detached);
	for (const id of ['uid', 'gid']) {
		if (options[id] != null) native.needInt32(`options.${id}`, options[id]);
	}
	if (options.shell != null && typeof options.shell !== 'boolean' && typeof options.shell !== 'string') {
		throw typeError('options.shell', options.shell, 'boolean', 'string');
	}
	if (options.argv0 != null) needNoNul('options.argv0', needString('options.argv0', options.argv0));
	needBoolean('options.windowsHide', options.windowsHide);
	needBoolean('options.windowsVerbatimArguments', options.windowsVerbatimArguments);
	if (options.shell) {
		needNoNul('options.shell', options.shell);
		if (args.length > 0 && !warnedOfShell) {
			warnedOfShell = true;
			process.emitWarning('Passing args to a child process with shell option true can lead to security vulnerabilities, ' +
				'as the arguments are not escaped, only concatenated.', 'DeprecationWarning', 'DEP0190');
		}
		[file, args] = shellCommand(file, args, options);
	}
	args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file);
	const env = options.env || process.env;
	const pairs = [];
	for (const name in env) {
		if (env[name] === undefined) continue;
		needNoNul(`options.env['${name}']`, name);
		needNoNul(`options.env['${name}']`, String(env[name]));
		pairs.push(`${name}=${env[name]}`);
	}
	return { ...options, file, args: args.map(String), envPairs: pairs, detached: !!options.detached };
}

// stdioOf turns the option stdio into what is given to the system: for each
// descriptor a pipe, a channel, another descriptor, or nothing.
function stdioOf(stdio, sync) {
	if (typeof stdio === 'string') {
		if (!['ignore', 'pipe', 'overlapped', 'inherit'].includes(stdio)) throw native.invalidArgValue('stdio', stdio);
		stdio = [stdio, stdio, stdio];
	} else if (!Array.isArray(stdio)) {
		throw native.invalidArgValue('stdio', stdio);
	}
	while (stdio.length < 3) stdio.push(undefined); // in the array that was given
	const list = [];
	let channel = -1;
	for (let i = 0; i < stdio.length; i++) {
		const v = stdio[i] ?? (i < 3 ? 'pipe' : 'ignore');
		if (v === 'ignore') {
			list.push({ type: 'ignore' });
		} else if (v === 'pipe' || v === 'overlapped' || (typeof v === 'number' && v < 0)) {
			list.push({ type: 'pipe' });
		} else if (v === 'ipc') {
			if (sync) throw native.error('ERR_IPC_SYNC_FORK', 'IPC cannot be used with synchronous forks');
			if (channel >= 0) throw native.error('ERR_IPC_ONE_PIPE', 'Child process can have only one IPC pipe');
			channel = i;
			list.push({ type: 'ipc' });
		} else if (v === 'inherit') {
			list.push({ type: 'fd', fd: i });
		} else if (typeof v === 'number' || typeof v.fd === 'number') {
			list.push({ type: 'fd', fd: typeof v === 'number' ? v : v.fd });
		} else if (v._handle && typeof v._handle.fd === 'number' && v._handle.fd >= 0) {
			list.push({ type: 'fd', fd: v._handle.fd });
		} else if (!sync && (typeof v === 'string' || ArrayBuffer.isView(v))) {
			throw native.typeError('ERR_INVALID_SYNC_FORK_INPUT', `Asynchronous forks do not support Buffer, TypedArray, DataView or string input: ${inspect(v)}`);
		} else {
			throw native.invalidArgValue('stdio', v);
		}
	}
	return { list, channel };
}

// streamOf is our end of a pipe to the child: a net.Socket where the system has
// those for descriptors, another stream elsewhere.
function streamOf(fd, readable, writable) {
	if (process.platform !== 'win32') {
		const socket = new Socket({ fd, readable, writable: true });
		if (socket._handle) return socket;
	}
	const pipe = native.pipe(fd);
	const read = (push, done) => pipe.read((err, chunk) => (err ? done(err) : push(chunk)));
	const options = {
		allowHalfOpen: false,
		emitClose: true,
		read() { read((chunk) => this.push(chunk), (err) => this.destroy(err)); },
		write(chunk, encoding, done) { pipe.write(chunk, done); },
		final(done) { pipe.end(done); },
		destroy(err, done) { pipe.close(() => done(err)); },
	};
	const { read: r, write: w, final: f, ...rest } = options;
	if (readable && writable) return new Duplex(options);
	return readable ? new Readable({ ...rest, read: r }) : new Writable({ ...rest, write: w, final: f });
}

function spawnError(child, code) {
	const err = native.failure(code, `spawn ${child.spawnfile}`);
	err.path = child.spawnfile;
	err.spawnargs = child.spawnargs.slice(1);
	return err;
}

// later are the errors of spawn that are told as an 'error' event; others throw.
const later = ['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT'];

class ChildProcess extends EventEmitter {
	#process; // of the system, while it runs
	#toClose = 1; // the process itself, its outputs and the channel
	#closed = 0;

	constructor() {
		super();
		this.connected = false;
		this.signalCode = null;
		this.exitCode = null;
		this.killed = false;
		this.spawnfile = null;
		Object.defineProperty(this, '_handle', {
			configurable: true,
			get: () => this.#process || null,
		});
	}

	spawn(options) {
		needObject('options', options);
		const { list, channel } = stdioOf(options.stdio || 'pipe', false);
		if (options.serialization !== undefined && !['json', 'advanced'].includes(options.serialization)) {
			throw native.invalidArgValue('options.serialization', options.serialization, "must be one of: undefined, 'json', 'advanced'");
		}
		const env = options.envPairs === undefined ? [] : [...options.envPairs];
		if (channel >= 0) {
			env.push(`NODE_CHANNEL_FD=${channel}`, `NODE_CHANNEL_SERIALIZATION_MODE=${options.serialization || 'json'}`);
		}
		this.spawnfile = needString('options.file', options.file);
		this.spawnargs = options.args === undefined ? [] : [...options.args];
		const started = native.spawn({ ...options, args: this.spawnargs, envPairs: env, stdio: list }, (code, signal) => this.#exited(code, signal));
		const failed = started.error;
		if (failed !== undefined && !later.includes(failed)) throw native.failure(failed, 'spawn');
		if (failed !== undefined) {
			process.nextTick(() => this.#exited(started.errno, 0));
			if (failed === 'EMFILE' || failed === 'ENFILE') return started.errno;
		} else {
			process.nextTick(() => this.emit('spawn'));
		}
		this.pid = started.pid;
		this.#process = started;
		this.#makeStreams(list, started.ends);
		if (channel >= 0) {
			this.#toClose++;
			native.part('channel').connect(this, list[channel].end, () => this.#someClosed());
		}
		return failed === undefined ? 0 : started.errno;
	}

	#makeStreams(list, ends) {
		const stdio = list.map((item, i) => {
			item.end = ends[i];
			if (item.type !== 'pipe') return null;
			const stream = ends[i] < 0 ? deadStream(i) : streamOf(ends[i], i > 0, i === 0 || i > 2);
			if (i > 0) {
				this.#toClose++;
				stream.on('close', () => this.#someClosed());
			}
			return stream;
		});
		[this.stdin, this.stdout, this.stderr] = stdio;
		this.stdio = stdio;
	}

	#exited(code, signal) {
		if (signal) this.signalCode = signalName(signal);
		else this.exitCode = code;
		this.stdin?.destroy();
		this.#process = undefined;
		if (code < 0) this.emit('error', spawnError(this, native.errorName(code)));
		else this.emit('exit', this.exitCode, this.signalCode);
		// What nobody reads has to be read all the same for its end to come.
		process.nextTick(() => {
			for (const stream of this.stdio || []) {
				if (stream && stream.readable && stream !== this.stdin && stream.listenerCount('readable') === 0 && stream.readableFlowing !== false) stream.resume();
			}
		});
		this.#someClosed();
	}

	#someClosed() {
		if (++this.#closed === this.#toClose) this.emit('close', this.exitCode, this.signalCode);
	}

	kill(signal) {
		const n = signal === 0 ? 0 : signalNumber(signal === undefined ? 'SIGTERM' : signal);
		if (!this.#process || this.pid === undefined) return false;
		const failed = this.#process.kill(n);
		if (failed === undefined) {
			this.killed = true;
			return true;
		}
		if (failed === 'EINVAL' || failed === 'ENOSYS') throw native.failure(failed, 'kill');
		if (failed !== 'ESRCH') this.emit('error', native.failure(failed, 'kill'));
		return false;
	}

	ref() { this.#process?.ref(); }

	unref() { this.#process?.unref(); }
}

ChildProcess.prototype[Symbol.dispose] = function () { if (!this.killed) this.kill(); };

// deadStream stands for a pipe to a program that could not be started.
function deadStream(i) {
	const stream = new Socket({ readable: i > 0, writable: i === 0 });
	process.nextTick(() => stream.destroy());
	return stream;
}

function abortOn(child, signal, kill) {
	const abort = () => {
		try {
			if (child.kill(kill)) child.emit('error', native.abortError(signal.reason));
		} catch (err) {
			child.emit('error', err);
		}
	};
	if (signal.aborted) {
		process.nextTick(abort);
		return;
	}
	signal.addEventListener('abort', abort, { once: true });
	child.once('exit', () => signal.removeEventListener('abort', abort));
}

function needTimeout(timeout) {
	if (timeout != null) native.needCount('timeout', timeout);
}

function needSignal(signal) {
	if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) throw typeError('options.signal', signal, 'AbortSignal');
}

function spawn(file, args, options) {
	options = normalize(file, args, options);
	needTimeout(options.timeout);
	needSignal(options.signal);
	const kill = killSignal(options.killSignal);
	const child = new ChildProcess();
	child.spawn(options);
	if (options.timeout > 0) {
		let timer = setTimeout(() => {
			timer = null;
			try {
				child.kill(kill);
			} catch (err) {
				child.emit('error', err);
			}
		}, options.timeout);
		child.once('exit', () => clearTimeout(timer));
	}
	if (options.signal) abortOn(child, options.signal, kill);
	return child;
}

Object.assign(exports, { ChildProcess, spawn, normalize, stdioOf, needString, needNoNul, needObject, needTimeout, killSignal, signalName, signalNumber, typeError });
