'use strict';
// How util.inspect shows the objects of stream/web, and what their classes are made of.
const web = require('stream/web'); const util=require('util'); const { ReadableStream, WritableStream, TransformStream } = web;
const p = (n, v) => console.log(n, util.inspect(v), '|', util.inspect(v, {depth:0}), '|', util.inspect([v], {depth:0}));
let c; 
p('rs', new ReadableStream({ start(x) { c = x; }}));
p('dc', c);
let s = new ReadableStream({ type: 'bytes', start(x) { c = x; }}); p('bs', s); p('bc', c);
let r = s.getReader({ mode: 'byob' }); p('br', r);
r.read(new Uint8Array(4)); p('br', r); p('brq', c.byobRequest);
c.byobRequest.respond(2);
p('brc', c.byobRequest);
s = new WritableStream({ start(x) { c = x; }}); p('ws', s); p('wc', c); p('ww', s.getWriter()); p('sig', c.signal);
s = new TransformStream({ start(x) { c = x; }}); p('ts', s); p('tc', c);
p('it', s.readable.values()); p('itproto', Object.getPrototypeOf(s.readable.constructor.from([]).values()));
const ip = Object.getPrototypeOf(ReadableStream.from([]).values());
console.log(Object.getOwnPropertyDescriptors(ip), Object.getPrototypeOf(ip) === Object.getPrototypeOf(Object.getPrototypeOf(async function*(){}).prototype));
p('tes', new TextEncoderStream()); p('tds', new TextDecoderStream('utf-16le', {fatal:true})); p('cs', new CompressionStream('gzip')); p('ds', new DecompressionStream('deflate'));
p('cq', new CountQueuingStrategy({highWaterMark: 3})); p('blq', new ByteLengthQueuingStrategy({highWaterMark: '3'}));
console.log(Object.prototype.toString.call(new TextEncoderStream()), Object.prototype.toString.call(r), Object.keys(s), Object.getOwnPropertyNames(s));
const d = Object.getOwnPropertyDescriptor(ReadableStream.prototype, Symbol.asyncIterator); console.log(d, ReadableStream.prototype.values === d.value, d.value.name);
console.log(Object.getOwnPropertyDescriptor(ReadableStream.prototype, Symbol.toStringTag), Object.getOwnPropertyDescriptor(ReadableStream, 'from'), ReadableStream.from.name);
console.log(ReadableStream.name, Object.getOwnPropertyDescriptor(ReadableStream, 'prototype'));
p('class', class X extends ReadableStream {}); p('sub', new (class X extends ReadableStream {}));
for (const f of ['gzip','deflate','deflate-raw','brotli','zstd']) try { new CompressionStream(f); console.log(f, 'ok'); } catch (e) { console.log(e.message); }
try{ structuredClone(new ReadableStream()) } catch(e) {console.log(e.name, e.code, e.message)}
for (const [name, Class] of Object.entries(web)) {
  const isGlobal = globalThis[name] === Class;
  const { configurable, enumerable, writable } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
  console.log(name, isGlobal, Class.length, configurable, enumerable, writable, Object.getOwnPropertyNames(Class).sort().join());
  if (name === 'ReadableStreamTee') continue;
  for (const property of Object.getOwnPropertyNames(Class.prototype)) {
    const d = Object.getOwnPropertyDescriptor(Class.prototype, property);
    console.log(' ', property, d.enumerable, d.value ? d.value.length : [d.get.name, d.set]);
  }
}
console.log(web.ReadableStream === ReadableStream, require('node:stream/web') === web);
