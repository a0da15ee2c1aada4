'use strict';
// The classes of zlib: Transforms over a codec of Go's, and the functions beside them.
const { Transform, finished } = require('stream');
const process = require('process');

const flushOf = Symbol('flush'); // of an empty chunk that stands for a call of flush()

function ZlibBase(format, options) {
	const codec = native.codec(format.index, options);
	Transform.call(this, { autoDestroy: true, ...options });
	const hidden = (name, value) => Object.defineProperty(this, name, { value, writable: true });
	hidden('_codec', codec);
	hidden('_format', format);
	hidden('_options', options);
	hidden('_ended', false); // its end was found in the input
	hidden('_resume', undefined); // goes on once there is room
	this.bytesWritten = 0;
	this._chunkSize = this._codec.chunkSize;
	this._defaultFlushFlag = this._codec.flushFlag;
	this._finishFlushFlag = this._codec.finishFlush;
	if (format.deflates) {
		this._level = this._codec.level;
		this._strategy = this._codec.strategy;
	}
	this._maxOutputLength = this._codec.maxOutputLength;
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);

Object.defineProperty(ZlibBase.prototype, '_closed', { configurable: true, enumerable: true, get() { return this._codec === null; } });

ZlibBase.prototype.reset = function reset() {
	if (this._codec === null) throw Object.assign(new Error('zlib binding closed'), { code: 'ERR_INTERNAL_ASSERTION' });
	this._codec.close();
	this._codec = native.codec(this._format.index, this._options);
	this._ended = false;
};

// run gives the codec one piece of input and pushes what comes of it, no faster than it
// is read.
function run(stream, chunk, flush, last, callback) {
	const codec = stream._codec;
	if (codec === null || stream._ended) return process.nextTick(callback);
	stream.bytesWritten += chunk.length;
	if (stream._format.expands && chunk.length === 0 && !last) return process.nextTick(callback);
	const step = (err, piece) => {
		if (stream._codec !== codec) return callback();
		if (err) return fail(stream, err, callback);
		if (piece === undefined) {
			stream._ended = true;
			if (stream._format.expands && !last) stream.push(null);
			return callback();
		}
		if (piece === null) return last && !stream._format.expands ? (stream._ended = true, callback()) : callback();
		if (stream.push(piece) || stream.destroyed) return codec.next(step);
		stream._resume = () => codec.next(step);
	};
	codec.put(chunk, flush, last, step);
}

function fail(stream, err, callback) {
	stream._ended = true;
	callback(err);
}

ZlibBase.prototype._read = function _read(size) {
	const resume = this._resume;
	if (resume) {
		this._resume = undefined;
		resume();
		return;
	}
	Transform.prototype._read.call(this, size);
};

ZlibBase.prototype._transform = function _transform(chunk, encoding, callback) {
	const flush = chunk[flushOf] ?? this._codec?.flushFlag ?? 0;
	run(this, chunk, flush !== 0, false, callback);
};

// The end of the writing does not wait for what comes of it.
ZlibBase.prototype._final = function _final(callback) { callback(); };

ZlibBase.prototype._flush = function _flush(callback) {
	run(this, Buffer.alloc(0), false, true, callback);
};

ZlibBase.prototype.flush = function flush(kind, callback) {
	if (typeof kind === 'function' || (kind === undefined && !callback)) [kind, callback] = [undefined, kind];
	if (this.writableFinished) {
		if (callback) process.nextTick(callback);
		return;
	}
	if (this.writableEnded) {
		if (callback) this.once('end', callback);
		return;
	}
	const chunk = Buffer.alloc(0);
	chunk[flushOf] = kind ?? 3;
	this.write(chunk, '', callback);
};

ZlibBase.prototype.close = function close(callback) {
	if (callback) finished(this, callback);
	this.destroy();
};

ZlibBase.prototype._destroy = function _destroy(err, callback) {
	this._codec?.close();
	this._codec = null;
	callback(err);
};

// _processChunk does a piece at once when it has no callback.
ZlibBase.prototype._processChunk = function _processChunk(chunk, flush, callback) {
	if (typeof callback === 'function') return run(this, chunk, flush !== 0, false, callback);
	const pieces = [];
	const last = flush === this._codec.finishFlush;
	let length = 0;
	const take = (pair) => {
		for (let [err, piece] = pair; ; [err, piece] = this._codec.next()) {
			if (err) throw err;
			if (!piece) return piece;
			pieces.push(piece);
			length += piece.length;
			if (length > this._maxOutputLength) throw tooLarge(this._maxOutputLength);
		}
	};
	let state = null;
	if (chunk.length > 0) state = take(this._codec.put(chunk, flush !== 0 && !last, false));
	else if (!this._format.expands && !last) state = take(this._codec.put(chunk, true, false));
	if (last && state === null) take(this._codec.put(Buffer.alloc(0), false, true));
	this.bytesWritten += chunk.length;
	return Buffer.concat(pieces, length);
};

function tooLarge(limit) {
	return Object.assign(new RangeError(`Cannot create a Buffer larger than ${limit} bytes`), { code: 'ERR_BUFFER_TOO_LARGE' });
}

const classes = {};

// family makes the class between those of one kind and ZlibBase.
function family(name) {
	const C = { [name]: function (format, options) { ZlibBase.call(this, format, options); } }[name];
	Object.setPrototypeOf(C.prototype, ZlibBase.prototype);
	Object.setPrototypeOf(C, ZlibBase);
	return C;
}
const zlib = family('Zlib');
const brotli = family('Brotli');
const zstd = family('Zstd');

zlib.prototype.params = function params(level, strategy, callback) {
	const check = (name, v, low, high) => {
		if (typeof v !== 'number') throw Object.assign(new TypeError(`The "${name}" argument must be of type number.`), { code: 'ERR_INVALID_ARG_TYPE' });
		if (!(v >= low && v <= high)) {
			throw Object.assign(new RangeError(`The value of "${name}" is out of range. It must be >= ${low} and <= ${high}. Received ${v}`), { code: 'ERR_OUT_OF_RANGE' });
		}
	};
	check('level', level, -1, 9);
	check('strategy', strategy, 0, 4);
	if (this._level === level && this._strategy === strategy) {
		process.nextTick(callback);
		return;
	}
	this.flush(2, () => {
		if (this._codec) {
			this._codec.params(level, strategy);
			this._level = level;
			this._strategy = strategy;
		}
		callback?.();
	});
};

native.formats.forEach((format, index) => {
	format.index = index;
	const { name, method } = format;
	const parent = name.startsWith('Brotli') ? brotli : name.startsWith('Zstd') ? zstd : zlib;
	const C = { [name]: function (options) {
		if (!(this instanceof C)) return new C(options);
		parent.call(this, format, options);
	} }[name];
	Object.setPrototypeOf(C.prototype, parent.prototype);
	Object.setPrototypeOf(C, parent);
	exports[name] = C;
	classes[method] = C;
});

for (const format of native.formats) {
	const { method, index } = format;
	const done = (options, out) => (options?.info ? { buffer: out, engine: new classes[method](options) } : out);
	Object.assign(exports, {
		[method](buffer, options, callback) {
			if (typeof options === 'function') [options, callback] = [{}, options];
			native.whole(index, buffer, options, typeof callback === 'function' && options?.info
				? (err, out) => (err ? callback(err) : callback(null, done(options, out))) : callback);
		},
		[`${method}Sync`](buffer, options) { return done(options, native.whole(index, buffer, options, true)); },
	});
}
for (const { name, method } of native.formats) {
	exports[`create${name}`] = { [`create${name}`](options) { return new classes[method](options); } }[`create${name}`];
}
