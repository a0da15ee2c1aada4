// Arguments of DOMException and TextDecoder, and numbers and names that Buffers take and show.
const buffer = require('buffer');
const { inspect } = require('util');
const log = console.log;
const attempt = (f) => { try { return f(); } catch (err) { return `${err.name} ${err.code ?? ''} ${err.message}`; } };

const failing = { toString() { throw new Error('no text'); } };
for (const args of [
  [Symbol('s')], ['a', Symbol('n')], [null, null], [undefined, undefined], ['m', {}], ['m', { name: Symbol('z') }], ['m', 5], [failing], ['m', function f() {}],
  ['m', { name: undefined, cause: undefined }], ['m', { name: 'DataCloneError', cause: 1 }], ['m', 'NotFoundError'],
]) {
  log(attempt(() => {
    const err = new DOMException(...args);
    return [err.name, err.message, err.code, 'cause' in err, err.stack.split('\n')[0]];
  }));
}
for (const name of ['name', 'message', 'code']) {
  const { get } = Object.getOwnPropertyDescriptor(DOMException.prototype, name);
  for (const that of [{}, DOMException.prototype, new Error('e')]) log(name, attempt(() => get.call(that)));
}

for (const Decoder of [TextDecoder, TextDecoderStream]) {
  for (const label of ['latin1', 'unknown', {}, 5]) {
    for (const options of [5, 'x', true, Symbol('s'), null, undefined, [], { fatal: 1 }]) {
      log(Decoder.name, label, options, attempt(() => { const { encoding, fatal } = new Decoder(label, options); return [encoding, fatal]; }));
    }
  }
  log(attempt(() => new Decoder(Symbol('s'), 5)), attempt(() => new Decoder(failing, 5)));
}

for (const method of ['readUIntLE', 'readUIntBE', 'readIntLE', 'readIntBE']) {
  for (const length of [1n, 0, -0, 7, 1.5, '1', NaN, undefined, null, 3]) log(method, length, attempt(() => Buffer.alloc(8)[method](0, length)));
}
for (const method of ['writeUIntLE', 'writeUIntBE', 'writeIntLE', 'writeIntBE']) {
  for (const length of [1n, 0, 7, 1.5, '1', NaN, undefined, null, 3]) log(method, length, attempt(() => Buffer.alloc(8)[method](1, 0, length)));
}

for (const most of [1.5, 0.5, 2.5, 0, Infinity, 3]) {
  buffer.INSPECT_MAX_BYTES = most;
  log(most, inspect(Buffer.alloc(4)), inspect(Buffer.alloc(3)), inspect(Buffer.alloc(2)));
}
class Bytes extends Uint8Array {}
class Named extends Buffer {}
log(Buffer.prototype.inspect.call(new Uint8Array(2)), Buffer.prototype.inspect.call(new Bytes(2)));
log(Object.setPrototypeOf(Buffer.from('q'), Named.prototype));
const other = Buffer.from('q');
other.constructor = { name: 'Other' };
log(other);
