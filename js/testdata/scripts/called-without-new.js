'use strict';
// Constructors that are called without new: functions work on this, classes refuse, and each says so as in Node.

const EventEmitter = require('events');
const { Stream, Readable, Writable, Duplex, Transform, PassThrough } = require('stream');
const net = require('net');
const { StringDecoder } = require('string_decoder');
const url = require('url'), fs = require('fs'), Module = require('module'), assert = require('assert'), buffer = require('buffer');
const t = (name, f) => {
  try {
    const v = f();
    console.log(name, v === undefined ? v : v.constructor.name);
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
for (const [name, f] of Object.entries({ EventEmitter, Stream, Readable, Writable, Duplex, Transform, PassThrough, Socket: net.Socket, Server: net.Server, StringDecoder, Url: url.Url, Module, Assert: assert.Assert, AssertionError: assert.AssertionError, EventEmitterAsyncResource: EventEmitter.EventEmitterAsyncResource, BlockList: net.BlockList, SocketAddress: net.SocketAddress, Console: console.Console }))
  for (const [how, call] of Object.entries({
    plainly: () => f(), onNull: () => f.call(null), onNumber: () => f.call(5), onText: () => f.call('s'), onFalse: () => f.call(false),
    onObject: () => f.call({}), onItsOwn: () => f.call(Object.create(f.prototype)), onFrozen: () => f.call(Object.freeze({})), anew: () => new f(),
  })) if (!/Assert|Async|BlockList|Address|Console|Module|Url|Decoder|Socket|Server/.test(name) || /plainly/.test(how)) t(name + ' ' + how, call);
t('slow buffer', () => typeof buffer.SlowBuffer);
t('called of the module', () => { const events = { EventEmitter }; const r = events.EventEmitter(); return r });
t('mixed in', () => { const o = {}; EventEmitter.call(o); EventEmitter.prototype.on.call(o, 'x', () => console.log('x')); EventEmitter.prototype.emit.call(o, 'x'); return o });
t('on of frozen', () => EventEmitter.prototype.on.call(Object.freeze({}), 'x', () => {}));
t('wrong option', () => EventEmitter.call({}, { captureRejections: 5 }));
t('init plainly', () => (0, EventEmitter.init)());
t('init of text', () => EventEmitter.init.call('s'));
t('old class', () => { function Old() { EventEmitter.call(this); } require('util').inherits(Old, EventEmitter); const o = new Old(); o.on('y', () => console.log('y')).emit('y'); return o });
t('old class without new', () => { function Old() { EventEmitter.call(this); } return Old() });
t('old class of streams', () => { function Old() { Stream.call(this); } require('util').inherits(Old, Stream); return new Old() });
class A {}
t('class', () => A.call({}));
t('class', () => A.apply({}));
t('class', () => Reflect.apply(A, {}, []));
t('class', () => [1].map(A));
