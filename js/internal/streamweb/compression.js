'use strict';
// Compressed data as streams: those of zlib in other clothes.
const { define, typeError } = native.part('common');
const zlib = require('zlib');
const { Duplex } = require('stream');

const makers = {
  CompressionStream: { 'deflate': zlib.createDeflate, 'deflate-raw': zlib.createDeflateRaw, 'gzip': zlib.createGzip, 'brotli': zlib.createBrotliCompress },
  DecompressionStream: { 'deflate': zlib.createInflate, 'deflate-raw': zlib.createInflateRaw, 'gzip': zlib.createGunzip, 'brotli': zlib.createBrotliDecompress },
};

function transform(name, format) {
  if (typeof format === 'symbol') throw typeError('ERR_INVALID_ARG_TYPE', `Failed to construct '${name}': 1st argument is a Symbol and cannot be converted to a string.`);
  format = `${format}`;
  const make = Object.hasOwn(makers[name], format) ? makers[name][format] : undefined;
  if (make === undefined) {
    throw typeError('ERR_INVALID_ARG_VALUE', `Failed to construct '${name}': 1st argument '${format}' is not a valid enum value of type CompressionFormat.`);
  }
  return Duplex.toWeb(make({ rejectGarbageAfterEnd: true }), { wrapError });
}

// wrapError makes what the web expects of zlib's errors.
function wrapError(err) {
  if (err?.code?.startsWith('Z_') || err?.code?.startsWith('ERR_BROTLI') || err?.code?.startsWith('ERR__ERROR')) {
    return Object.assign(new TypeError(undefined, { cause: err }), { code: err.code });
  }
  return err;
}

class CompressionStream {
  #transform;
  constructor(format) { this.#transform = transform('CompressionStream', format); }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}

class DecompressionStream {
  #transform;
  constructor(format) { this.#transform = transform('DecompressionStream', format); }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}

for (const Class of [CompressionStream, DecompressionStream]) {
  define(Class, ['readable', 'writable'], { show: ({ readable, writable }) => ({ readable, writable }) });
}

Object.assign(exports, { CompressionStream, DecompressionStream });
