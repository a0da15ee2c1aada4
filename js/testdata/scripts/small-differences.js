// Values that hardly anybody gives, and what is seen of classes.
const net = require('net'), dns = require('dns'), buffer = require('buffer'), util = require('util'), events = require('events');
const attempt = (name, f) => {
  try { console.log(name, f()); } catch (e) { console.log(name, e.name, e.code, e.message); }
};

for (const method of ['writeBigInt64LE', 'writeBigUInt64BE'])
  for (const value of [5, -1, '7', 'x', null, undefined, {}, 2 ** 70, NaN, 2n ** 63n, 2n ** 64n, -1n, Symbol('s'), true])
    for (const offset of [undefined, 1, 'a', -1, 1.5]) attempt(`${method} ${String(value)} ${offset}`, () => Buffer.alloc(8)[method](value, offset));
for (const encoding of [NaN, 0, null, '', false, 'hex', 1]) attempt(`transcode ${encoding}`, () => buffer.transcode(Buffer.from('é'), encoding, 'latin1'));
attempt('BigInt', () => [(1n).name, (1n).length, Object.getOwnPropertyNames(BigInt.prototype).join()]);

console.log(Object.keys(events).join());
for (const key of ['captureRejections', 'defaultMaxListeners', 'init']) {
  const { enumerable, configurable, get, set, value } = Object.getOwnPropertyDescriptor(events, key);
  console.log(key, enumerable, configurable, typeof get, typeof set, value?.length);
}
for (const error of [Object.create(null), Object.assign(Object.create(null), { a: 1 }), { toString() { throw new Error('text'); } }, { toString: 5 }])
  attempt('unhandled', () => new events().emit('error', error));

for (const handle of [5, 'x', true, 1n]) attempt(`handle ${handle}`, () => new net.Socket({ handle }));
attempt('servers', () => { const resolver = new dns.Resolver(), list = []; list[2] = '1.1.1.1'; list[5] = '[::1]:5353'; resolver.setServers(list); return resolver.getServers(); });

const immediate = setImmediate(() => {}, 1, 2);
const seen = () => util.inspect(immediate).replace(/\d+/g, 'N');
console.log(seen());
clearImmediate(immediate);
console.log(seen(), immediate._destroyed, immediate.hasRef());
