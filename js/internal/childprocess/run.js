'use strict';
// What is built on spawn: exec, execFile, fork, and those that wait.
const { ChildProcess, spawn, normalize, stdioOf, needString, needNoNul, needObject, needTimeout, killSignal, signalName, typeError } = native.part('child');
const process = require('process');
const { promisify } = require('util');

const mebibyte = 1024 * 1024;

const needMaxBuffer = (n) => {
	if (n != null) native.needAmount('options.maxBuffer', n);
};

function fork(modulePath, args = [], options) {
	const given = modulePath;
	if (modulePath instanceof URL) modulePath = require('url').fileURLToPath(modulePath);
	else if (modulePath instanceof Uint8Array) modulePath = String(Buffer.from(modulePath));
	if (typeof modulePath !== 'string') throw typeError('modulePath', modulePath, 'string', 'Buffer', 'URL');
	if (modulePath.includes('\0')) throw native.invalidArgValue('modulePath', given, 'must be a string, Uint8Array, or URL without null bytes');
	if (args == null) {
		args = [];
	} else if (!Array.isArray(args)) {
		if (typeof args !== 'object') throw typeError('args', args, 'Array');
		[options, args] = [args, []];
	}
	if (options != null) needObject('options', options);
	options = { ...options, shell: false };
	options.execPath ||= process.execPath;
	if (options.execPath === process.execPath) options.env = { ...(options.env || process.env), [native.forked]: '1' };
	let execArgv = options.execArgv || process.execArgv;
	if (execArgv === process.execArgv) execArgv = execArgv.filter((a, i) => a !== '-e' && execArgv[i - 1] !== '-e');
	if (typeof execArgv[Symbol.iterator] !== 'function') throw new TypeError('execArgv is not iterable');
	execArgv = [...execArgv];
	needNoNul('options.execPath', options.execPath);
	execArgv.forEach((a, i) => needNoNul(`options.execArgv[${i}]`, a));
	if (typeof options.stdio === 'string') {
		const all = { ignore: 'ignore', pipe: 'pipe', overlapped: 'pipe', inherit: 'inherit' }[options.stdio];
		if (!all) throw native.invalidArgValue('stdio', options.stdio);
		options.stdio = [all, all, all, 'ipc'];
	} else if (!Array.isArray(options.stdio)) {
		options.stdio = options.silent ? ['pipe', 'pipe', 'pipe', 'ipc'] : [0, 1, 2, 'ipc'];
	} else if (!options.stdio.includes('ipc')) {
		throw native.error('ERR_CHILD_PROCESS_IPC_REQUIRED', "Forked processes must have an IPC channel, missing value 'ipc' in options.stdio");
	}
	return spawn(options.execPath, [...execArgv, modulePath, ...args], options);
}

// execArguments are those of exec as execFile takes them.
function execArguments(command, options, callback) {
	needString('command', command);
	needNoNul('command', command);
	if (typeof options === 'function') [callback, options] = [options, undefined];
	options = { ...options };
	options.shell = typeof options.shell === 'string' ? options.shell : true;
	return [command, options, callback];
}

function exec(command, options, callback) {
	[command, options, callback] = execArguments(command, options, callback);
	return execFile(command, options, callback);
}

function commandFailed(cmd, stderr, code, killed, signal) {
	const err = new Error(`Command failed: ${cmd}\n${stderr}`);
	err.code = code < 0 ? native.errorName(code) : code;
	err.killed = killed;
	err.signal = signal;
	return err;
}

// collector keeps what a stream gives, up to a limit.
function collector(stream, encoding, limit, tooMuch) {
	const chunks = [];
	let size = 0;
	if (encoding) stream.setEncoding(encoding);
	stream.on('data', (chunk) => {
		const length = encoding ? Buffer.byteLength(chunk, encoding) : chunk.length;
		size += length;
		if (size > limit) {
			const room = limit - (size - length);
			chunks.push(encoding ? chunk.slice(0, room) : chunk.subarray(0, room));
			size = Infinity;
			tooMuch();
		} else {
			chunks.push(chunk);
		}
	});
	return () => (encoding || typeof chunks[0] === 'string' ? chunks.join('') : Buffer.concat(chunks));
}

// execFileArguments are those of execFile, of which all but the first may be left out.
function execFileArguments(args, options, callback) {
	if (args != null && typeof args === 'object' && !Array.isArray(args)) [callback, options, args] = [options, args, null];
	else if (typeof args === 'function') [callback, options, args] = [args, null, null];
	args = args == null ? [] : args;
	if (!Array.isArray(args)) throw typeError('args', args, 'object');
	if (typeof options === 'function') [callback, options] = [options, null];
	else if (options != null) needObject('options', options);
	if (callback != null && typeof callback !== 'function') throw typeError('callback', callback, 'function');
	return [args, options, callback];
}

function execFile(file, args, options, callback) {
	[args, options, callback] = execFileArguments(args, options, callback);
	options = { encoding: 'utf8', timeout: 0, maxBuffer: mebibyte, killSignal: 'SIGTERM', cwd: null, env: null, shell: false, ...options };
	needTimeout(options.timeout);
	needMaxBuffer(options.maxBuffer);
	options.killSignal = killSignal(options.killSignal);
	const { timeout, argv0, cwd, env, gid, shell, signal, uid, windowsHide, windowsVerbatimArguments } = options;
	const child = spawn(file, args, { argv0, cwd, env, gid, shell, signal, uid, windowsHide: !!windowsHide, windowsVerbatimArguments: !!windowsVerbatimArguments });
	const encoding = options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
	let failed = null;
	let killed = false;
	let done = false;
	let timer = null;
	const kill = () => {
		child.stdout?.destroy();
		child.stderr?.destroy();
		killed = true;
		try {
			child.kill(options.killSignal);
		} catch (err) {
			failed ||= err;
			finish();
		}
	};
	const collect = (name) => {
		if (!child[name]) return () => (encoding ? '' : Buffer.alloc(0));
		return collector(child[name], encoding, options.maxBuffer ?? Infinity, () => {
			failed = native.rangeError('ERR_CHILD_PROCESS_STDIO_MAXBUFFER', `${name} maxBuffer length exceeded`);
			kill();
		});
	};
	const stdout = collect('stdout');
	const stderr = collect('stderr');
	const finish = (code, signal) => {
		if (done) return;
		done = true;
		clearTimeout(timer);
		if (!callback) return;
		const [out, err] = [stdout(), stderr()];
		if (!failed && code === 0 && signal === null) {
			callback(null, out, err);
			return;
		}
		const cmd = [file, ...args].join(' ');
		failed ||= commandFailed(cmd, err, code, child.killed || killed, signal);
		failed.cmd = cmd;
		callback(failed, out, err);
	};
	if (timeout > 0) timer = setTimeout(() => { kill(); timer = null; }, timeout);
	child.addListener('close', finish);
	child.addListener('error', (err) => {
		failed = err;
		child.stdout?.destroy();
		child.stderr?.destroy();
		finish();
	});
	return child;
}

function promised(run) {
	return (...args) => {
		let child;
		const promise = new Promise((resolve, reject) => {
			child = run(...args, (err, stdout, stderr) => {
				if (err === null) {
					resolve({ stdout, stderr });
				} else {
					err.stdout = stdout;
					err.stderr = stderr;
					reject(err);
				}
			});
		});
		promise.child = child;
		return promise;
	};
}

Object.defineProperty(exec, promisify.custom, { value: promised(exec) });
Object.defineProperty(execFile, promisify.custom, { value: promised(execFile) });

function inputOf(input, name) {
	if (!input) return undefined;
	if (ArrayBuffer.isView(input)) return Buffer.from(input.buffer, input.byteOffset, input.byteLength);
	if (typeof input === 'string') return input;
	throw typeError(name, input, 'Buffer', 'TypedArray', 'DataView', 'string');
}

function spawnSync(file, args, options) {
	options = { maxBuffer: mebibyte, ...normalize(file, args, options) };
	needTimeout(options.timeout);
	needMaxBuffer(options.maxBuffer);
	options.killSignal = killSignal(options.killSignal);
	const { list } = stdioOf(options.stdio || 'pipe', true);
	const input = inputOf(options.input, 'options.stdio[0]');
	if (input !== undefined) list[0] = { type: 'pipe', input: typeof input === 'string' ? Buffer.from(input) : input };
	const got = native.spawnSync({ ...options, stdio: list, maxBuffer: options.maxBuffer ?? Infinity });
	const result = {};
	if (got.error !== undefined) {
		result.error = native.failure(got.error, `spawnSync ${options.file}`);
		result.error.path = options.file;
		result.error.spawnargs = options.args.slice(1);
	}
	result.status = got.status;
	result.signal = got.signal ? signalName(got.signal) : null;
	result.output = got.output;
	result.pid = got.pid;
	if (result.output && options.encoding && options.encoding !== 'buffer') {
		result.output = result.output.map((b) => (b ? b.toString(options.encoding) : b));
	}
	result.stdout = result.output?.[1];
	result.stderr = result.output?.[2];
	return result;
}

// outputOf is what execSync and execFileSync return, or throw.
function outputOf(result, cmd, showErrors) {
	if (showErrors && result.stderr) process.stderr.write(result.stderr);
	let err = result.error;
	if (!err && result.status === 0) return result.stdout;
	if (!err) {
		err = new Error(`Command failed: ${cmd}` + (result.stderr && result.stderr.length > 0 ? `\n${result.stderr}` : ''));
	}
	throw Object.assign(err, result);
}

function execFileSync(file, args, options) {
	[args, options] = execFileArguments(args, options);
	const given = options?.stdio;
	const result = spawnSync(file, args, { stdio: 'pipe', ...options });
	return outputOf(result, [options?.argv0 || file, ...args].join(' '), !given);
}

function execSync(command, options) {
	[command, options] = execArguments(command, options);
	const result = spawnSync(command, [], { ...options, stdio: options.stdio || 'pipe' });
	return outputOf(result, command, !options.stdio);
}

function _forkChild(fd, mode) {
	native.part('channel').connect(process, native.channel(fd, mode === 'advanced'));
}

module.exports = { _forkChild, ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
