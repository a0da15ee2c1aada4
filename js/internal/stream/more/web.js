'use strict';
// Streams of ours as web streams, and web streams as streams of ours.
const { Readable, Writable, Duplex, abortError, invalidArgType, nextTick } = native;
const { finished } = native.part('finished');
const { destroy, isDestroyed, isReadable, isWritable, hasEnded, needSignal, prematureClose } = native.part('state');
const { ReadableStream, isReadableStream } = native.web('readable');
const { WritableStream, isWritableStream, write } = native.web('writable');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = native.web('strategies');

const noop = () => {};
const same = (err) => err;

// premature is what the web's streams fail with when one of ours was closed too soon.
const premature = (err) => (err.code === 'ERR_STREAM_PREMATURE_CLOSE' ? abortError(err) : err);

function deferred() {
  const d = {};
  d.promise = new Promise((resolve, reject) => Object.assign(d, { resolve, reject }));
  return d;
}

// sizeOf is how much of the highWaterMark a chunk takes: as the streams of ours count.
const sizeOf = (chunk) => chunk?.byteLength ?? chunk?.length ?? 1;

// guarded makes a callback whose exceptions are told, not lost in a promise.
const guarded = (callback, tell) => (...args) => {
  try {
    callback(...args);
  } catch (err) {
    nextTick(() => tell(err));
  }
};
const rethrow = (err) => { throw err; };

// Of ours to the web's.

function writableToWeb(stream, options) {
  if (typeof stream?._writableState !== 'object') throw invalidArgType('streamWritable', stream, ['stream.Writable']);
  if (isDestroyed(stream) || !isWritable(stream)) {
    const closed = new WritableStream();
    closed.close();
    return closed;
  }
  const wrap = options?.wrapError ?? same;
  const highWaterMark = stream.writableHighWaterMark;
  const strategy = stream.writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark, size: sizeOf };
  let controller;
  let room; // what a write waits for
  let closing;
  const stop = finished(stream, (err) => {
    stop();
    stream.on('error', noop);
    if (err) {
      err = wrap(premature(err));
      room?.reject(err);
      closing?.reject(err);
      closing = undefined;
      controller.error(err);
    } else if (closing !== undefined) {
      closing.resolve();
      closing = undefined;
    } else {
      controller.error(abortError());
    }
    controller = undefined;
  });
  stream.on('drain', () => room?.resolve());
  return new WritableStream({
    start(c) { controller = c; },
    write(chunk) {
      if (!stream.writableObjectMode && native.isArrayBuffer(chunk)) chunk = new Uint8Array(chunk);
      stream.write(chunk);
      if (!stream.writableNeedDrain) return undefined;
      room = deferred();
      return room.promise.finally(() => { room = undefined; });
    },
    abort(reason) { destroy(stream, reason); },
    close() {
      if (closing === undefined && !hasEnded(stream)) closing = deferred();
      const { promise } = closing;
      stream.end();
      return promise;
    },
  }, strategy);
}

function readableToWeb(stream, options = {}) {
  if (typeof stream?._readableState !== 'object') throw invalidArgType('streamReadable', stream, ['stream.Readable']);
  native.needObject('options', options);
  const bytes = options.type === 'bytes';
  if (options.type !== undefined && !bytes) throw native.invalidArgValue('options.type', options.type, "must be one of: 'bytes', undefined");
  const wrap = options.wrapError ?? same;
  const { readableObjectMode: objects, readableHighWaterMark: highWaterMark } = stream;
  const strategy = options.strategy ?? (objects ? new CountQueuingStrategy({ highWaterMark }) : bytes ? { highWaterMark } : new ByteLengthQueuingStrategy({ highWaterMark }));
  let controller;
  let canceled = false;
  stream.pause();
  const stop = finished(stream, (err) => {
    stop();
    stream.on('error', noop);
    if (err) return controller.error(wrap(premature(err)));
    if (canceled) return;
    controller.close();
    if (bytes) controller.byobRequest?.respond(0); // who waits with a buffer of its own gets it back
  });
  stream.on('data', (chunk) => {
    if (native.isBuffer(chunk) && !objects) chunk = new Uint8Array(chunk);
    controller.enqueue(chunk);
    if (controller.desiredSize <= 0) stream.pause();
  });
  return new ReadableStream({
    type: bytes ? 'bytes' : undefined,
    start(c) { controller = c; },
    pull() { stream.resume(); },
    cancel(reason) {
      canceled = true;
      destroy(stream, reason);
    },
  }, strategy);
}

// readableType is the option of that name, or what older programs give as type.
function readableType({ readableType, type }) {
  if ((readableType ?? undefined) !== undefined || (type ?? undefined) === undefined) return readableType;
  native.deprecated('DEP0201', "Passing 'options.type' to Duplex.toWeb() is deprecated. To specify the ReadableStream type, use 'options.readableType'.");
  return type;
}

function duplexToWeb(stream, options = {}) {
  if (typeof stream?._writableState !== 'object' || typeof stream?._readableState !== 'object') {
    throw invalidArgType('duplex', stream, ['stream.Duplex']);
  }
  native.needObject('options', options);
  const type = readableType(options);
  if (isDestroyed(stream)) {
    const [writable, readable] = [new WritableStream(), new ReadableStream({ type })];
    writable.close();
    readable.cancel();
    return { readable, writable };
  }
  const writable = isWritable(stream) ? writableToWeb(stream, options) : new WritableStream();
  if (!isWritable(stream)) writable.close();
  const readable = isReadable(stream) ? readableToWeb(stream, { ...options, type }) : new ReadableStream({ type });
  if (!isReadable(stream)) readable.cancel();
  return { writable, readable };
}

// The web's to ours.

// writing are the methods of a stream that writes with a web stream's writer; of says
// which stream, told whether the writer is done.
function writing(writer, of, told, { decodeStrings, objectMode }) {
  const encode = (chunk, encoding) => {
    if (typeof chunk !== 'string' || decodeStrings === false || objectMode) return chunk;
    const { buffer, byteOffset, byteLength } = native.encode(chunk, encoding);
    return new Uint8Array(buffer, byteOffset, byteLength);
  };
  const failing = (callback) => guarded(callback, (err) => destroy(of(), err));
  return {
    write(chunk, encoding, callback) {
      chunk = encode(chunk, encoding);
      const done = failing(callback);
      // A failure is told once the web stream has dealt with it: what hears of it may abort.
      const reject = (err) => Promise.reject(err).catch(done);
      write(writer, chunk, { resolve: () => done(), reject })?.catch(done);
    },
    writev(chunks, callback) {
      const done = failing(callback);
      Promise.all(chunks.map(({ chunk, encoding }) => writer.write(encode(chunk, encoding)))).then(() => done(), done);
    },
    final(callback) {
      const done = failing(callback);
      if (!told.written) writer.close().then(() => done(), done);
    },
  };
}

function settings(options) {
  native.needObject('options', options);
  const { highWaterMark, encoding, decodeStrings = true, objectMode = false, signal } = options;
  if (objectMode !== undefined) native.needBoolean('options.objectMode', objectMode);
  return { highWaterMark, encoding, decodeStrings, objectMode, signal };
}

function needEncoding(encoding) {
  if (encoding !== undefined && !native.isEncoding(encoding)) throw native.invalidArgValue('options.encoding', encoding);
}

function writableFromWeb(web, options = {}) {
  if (!isWritableStream(web)) throw invalidArgType('writableStream', web, ['WritableStream']);
  const given = settings(options);
  native.needBoolean('options.decodeStrings', given.decodeStrings);
  const { highWaterMark, decodeStrings, objectMode, signal } = given;
  const writer = web.getWriter();
  const told = { written: false };
  const stream = new Writable({
    highWaterMark, objectMode, decodeStrings, signal,
    ...writing(writer, () => stream, told, given),
    destroy(err, callback) {
      const done = guarded(() => callback(err), rethrow);
      if (told.written) return done();
      if (err) writer.abort(err).then(done, done);
      else writer.close().then(done, done);
    },
  });
  writer.closed.then(() => {
    told.written = true;
    if (!hasEnded(stream)) destroy(stream, prematureClose());
  }, (err) => {
    told.written = true;
    destroy(stream, err);
  });
  return stream;
}

function readableFromWeb(web, options = {}) {
  if (!isReadableStream(web)) throw invalidArgType('readableStream', web, ['ReadableStream']);
  const { highWaterMark, encoding, objectMode, signal } = settings(options);
  needEncoding(encoding);
  const reader = web.getReader();
  let closed = false;
  const stream = new Readable({
    objectMode, highWaterMark, encoding, signal,
    read() {
      reader.read().then(({ done, value }) => stream.push(done ? null : value), (err) => destroy(stream, err));
    },
    destroy(err, callback) {
      const done = guarded(() => callback(err), rethrow);
      if (closed) return done();
      reader.cancel(err).then(done, done);
    },
  });
  reader.closed.then(() => { closed = true; }, (err) => {
    closed = true;
    destroy(stream, err);
  });
  return stream;
}

function duplexFromWeb(pair = {}, options = {}) {
  native.needObject('pair', pair);
  const { readable: source, writable: sink } = pair;
  if (!isReadableStream(source)) throw invalidArgType('pair.readable', source, ['ReadableStream']);
  if (!isWritableStream(sink)) throw invalidArgType('pair.writable', sink, ['WritableStream']);
  const { allowHalfOpen = false } = options ?? {};
  const given = settings(options);
  const { highWaterMark, encoding, decodeStrings, objectMode, signal } = given;
  needEncoding(encoding);
  const writer = sink.getWriter();
  const reader = source.getReader();
  const told = { written: false };
  let readerClosed = false;
  const stream = new Duplex({
    allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
    ...writing(writer, () => stream, told, given),
    read() {
      reader.read().then(({ done, value }) => stream.push(done ? null : value), (err) => destroy(stream, err));
    },
    destroy(err, callback) {
      const done = guarded(() => callback(err), rethrow);
      const closeWriter = async () => { if (!told.written) await writer.abort(err); };
      const closeReader = async () => { if (!readerClosed) await reader.cancel(err); };
      if (!told.written || !readerClosed) Promise.all([closeWriter(), closeReader()]).then(done, done);
      else done();
    },
  });
  writer.closed.then(() => {
    told.written = true;
    if (!hasEnded(stream)) destroy(stream, prematureClose());
  }, (err) => {
    told.written = readerClosed = true;
    destroy(stream, err);
  });
  reader.closed.then(() => { readerClosed = true; }, (err) => {
    told.written = readerClosed = true;
    destroy(stream, err);
  });
  return stream;
}

Object.assign(exports, {
  readable_toWeb: readableToWeb, readable_fromWeb: readableFromWeb, writable_toWeb: writableToWeb, writable_fromWeb: writableFromWeb,
  duplex_toWeb: duplexToWeb, duplex_fromWeb: duplexFromWeb,
});
