'use strict';
// require('stream/consumers'): everything that a stream gives, at once.
const { go, each } = native.part('async');

const missing = 'stream is not async iterable';

function* all(stream) {
  const chunks = [];
  yield* each(stream, function* (chunk) { chunks.push(chunk); }, missing);
  return native.concat(chunks);
}

function* textOf(stream) {
  const decoder = native.decoder();
  let text = '';
  yield* each(stream, function* (chunk) { text += typeof chunk === 'string' ? chunk : decoder.write(chunk); }, missing);
  text += decoder.end();
  return text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text;
}

function* json(stream) { return JSON.parse(yield* textOf(stream)); }

function* arrayBufferOf(stream) {
  const { buffer, byteOffset, byteLength } = yield* all(stream);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

Object.assign(exports, {
  arrayBuffer(stream) { return go(arrayBufferOf(stream)); },
  async blob(stream) {
    if (typeof Blob !== 'function') throw native.unavailable('Blob');
    return new Blob([await go(all(stream))]);
  },
  buffer(stream) { return go(all(stream)); },
  bytes(stream) { return go((function* () { return new Uint8Array(yield* arrayBufferOf(stream)); })()); },
  text(stream) { return go(textOf(stream)); },
  json(stream) { return go(json(stream)); },
});
