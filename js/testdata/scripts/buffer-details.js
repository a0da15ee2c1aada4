'use strict';
// Details of Buffer, Blob and File: encodings that are no strings, symbols as properties,
// byte order marks, what is a class and what is constant.

const buffer = require('buffer');
const { Blob, File } = buffer;
const { inspect } = require('util');

function attempt(name, f) {
  try {
    console.log(name, f());
  } catch (err) {
    console.log(name, err.name, err.code, err.message);
  }
}

const bytes = Buffer.from('abc');
bytes.extra = 1;
bytes[Symbol('shown')] = { a: 1 };
Object.defineProperty(bytes, Symbol('not shown'), { value: 1 });
console.log(bytes);

for (const encoding of ['hex', 'x', '', null, 0, 1, Symbol('s'), ['hex'], { toString() { return 'hex'; } }]) {
  attempt(encoding, () => Buffer.byteLength('abcdef', encoding));
  attempt(encoding, () => Buffer.from('abcdef').toString(encoding));
  attempt(encoding, () => Buffer.alloc(6).write('abcdef', encoding));
}
attempt('constants', () => Object.getOwnPropertyDescriptors(buffer.constants));
attempt('constants', () => { buffer.constants.MAX_LENGTH = 1; });
attempt('resolveObjectURL', () => buffer.resolveObjectURL(Symbol('s')));

console.log(Blob, File, [AbortController, AbortSignal, EventTarget, TextDecoder, require('net').SocketAddress, require('events')].map((v) => inspect(v, { depth: 0 }).slice(0, 40)));
class Mine extends Blob {}
console.log(Mine, new Mine(['a']), inspect(new Blob(['a']), { depth: -1 }), inspect([[new File(['a'], 'b')]], { depth: 0 }));
for (const Class of [Blob, File, URL]) attempt(Class.name, () => Object.getOwnPropertyDescriptor(Class, 'prototype').writable);
attempt('size', () => { new Blob().size = 1; });
attempt('name', () => { new File([], 'a').name = 'b'; });
attempt('length', () => { Buffer.alloc(1).length = 2; });

for (const wrong of [1n, Symbol('s')]) {
  attempt('slice', () => new Blob(['abc']).slice(wrong));
  attempt('slice', () => new Blob(['abc']).slice(0, wrong));
  attempt('slice', () => new Blob(['abc']).slice(0, 1, wrong).type);
  attempt('type', () => new Blob(['abc'], { type: wrong }).type);
  attempt('endings', () => new Blob(['abc'], { endings: wrong }).size);
}
(async () => {
  for (const text of ['\ufeffa', '\ufeff\ufeffa', 'a\ufeff']) console.log(JSON.stringify(await new Blob([text]).text()));
})();
