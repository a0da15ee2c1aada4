'use strict';
// fs.createReadStream and fs.createWriteStream on top of the module stream.
const { Readable, Writable } = require('stream');
const { fs, path: checkPath, fdOf, outOfRange } = native;

const normalized = (options) => options === undefined || options === null ? {} : typeof options === 'string' ? { encoding: options } : options;

// setUp gives a stream what both kinds have, and says whether it has to open its
// file itself.
function setUp(stream, path, options, flags) {
  stream.fd = options.fd === undefined || options.fd === null ? null : fdOf(options.fd);
  if (stream.fd === null) {
    checkPath(path);
    stream.path = path;
    stream.flags = options.flags ?? flags;
    stream.mode = options.mode ?? 0o666;
  }
  stream.start = options.start;
  stream.pos = options.start;
  stream.handle = typeof options.fd === 'object' && options.fd !== null ? options.fd : null;
  for (const name of ['start', 'end']) {
    const n = options[name];
    if (n !== undefined && n !== Infinity && (typeof n !== 'number' || n < 0)) throw outOfRange(name, '>= 0 && <= 9007199254740991', n);
  }
}

function construct(callback) {
  if (this.fd !== null) return callback();
  fs.open(this.path, this.flags, this.mode, (err, fd) => {
    if (err) return callback(err);
    this.fd = fd;
    callback();
    this.emit('open', fd);
    this.emit('ready');
  });
}

function close(stream, err, callback) {
  const fd = stream.fd;
  stream.fd = null;
  if (fd === null || typeof fd !== 'number') return callback(err);
  if (stream.handle) {
    stream.handle.close().then(() => callback(err), (other) => callback(err ?? other));
    return;
  }
  fs.close(fd, (other) => callback(err ?? other));
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = normalized(options);
  setUp(this, path, options, 'r');
  this.end = options.end ?? Infinity;
  this.bytesRead = 0;
  if (this.start !== undefined && this.start > this.end) {
    throw outOfRange('start', `<= "end" (here: ${this.end})`, this.start);
  }
  if (this.end !== Infinity && this.pos === undefined) this.pos = 0;
  Readable.call(this, { ...options, highWaterMark: options.highWaterMark ?? 64 * 1024, autoDestroy: options.autoClose ?? true, emitClose: options.emitClose ?? true });
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);
ReadStream.prototype._construct = construct;
ReadStream.prototype._read = function (n) {
  const size = this.pos === undefined ? n : Math.min(this.end - this.pos + 1, n);
  if (size <= 0) {
    this.push(null);
    return;
  }
  const buffer = Buffer.allocUnsafeSlow(size);
  fs.read(this.fd, buffer, 0, size, this.pos ?? null, (err, bytesRead) => {
    if (err) {
      this.destroy(err);
      return;
    }
    if (bytesRead === 0) {
      this.push(null);
      return;
    }
    this.bytesRead += bytesRead;
    if (this.pos !== undefined) this.pos += bytesRead;
    this.push(bytesRead === size ? buffer : buffer.subarray(0, bytesRead));
  });
};
ReadStream.prototype._destroy = function (err, callback) { close(this, err, callback); };
ReadStream.prototype.close = function (callback) {
  if (callback) this.once('close', callback);
  this.destroy();
};
Object.defineProperty(ReadStream.prototype, 'pending', { get() { return this.fd === null; }, configurable: true });

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = normalized(options);
  setUp(this, path, options, 'w');
  this.bytesWritten = 0;
  Writable.call(this, { ...options, decodeStrings: true, autoDestroy: options.autoClose ?? true, emitClose: options.emitClose ?? true });
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);
WriteStream.prototype._construct = construct;

// writeAll writes until nothing is left.
function writeAll(stream, buffer, callback) {
  fs.write(stream.fd, buffer, 0, buffer.length, stream.pos ?? null, (err, n) => {
    if (err) return callback(err);
    stream.bytesWritten += n;
    if (stream.pos !== undefined) stream.pos += n;
    if (n < buffer.length) return writeAll(stream, buffer.subarray(n), callback);
    callback();
  });
}

WriteStream.prototype._write = function (data, encoding, callback) { writeAll(this, data, callback); };
WriteStream.prototype._writev = function (chunks, callback) {
  writeAll(this, Buffer.concat(chunks.map(({ chunk }) => chunk)), callback);
};
WriteStream.prototype._destroy = function (err, callback) { close(this, err, callback); };
WriteStream.prototype.close = function (callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
Object.defineProperty(WriteStream.prototype, 'pending', { get() { return this.fd === null; }, configurable: true });

for (const [Class, state] of [[ReadStream, '_readableState'], [WriteStream, '_writableState']]) {
  Object.defineProperty(Class.prototype, 'autoClose', {
    get() { return this[state].autoDestroy; },
    set(v) { this[state].autoDestroy = v; },
  });
}

exports.ReadStream = ReadStream;
exports.WriteStream = WriteStream;
exports.createReadStream = (path, options) => new ReadStream(path, options);
exports.createWriteStream = (path, options) => new WriteStream(path, options);
