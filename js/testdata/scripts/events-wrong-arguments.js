'use strict';
// What the functions of events, event targets and streams say to arguments that are none.
const events = require('events');
const { EventEmitter } = events;
const { Readable, Writable } = require('stream');
const util = require('util');

function tried(name, f) {
  try {
    console.log(name, '=>', f());
  } catch (err) {
    console.log(name, 'throws', err.name, err.code, err.message);
  }
}

for (const value of [0, -1, 1.5, NaN, '1', null, true]) {
  tried(`on with highWaterMark ${util.inspect(value)}`, () => typeof events.on(new EventEmitter(), 'a', { highWaterMark: value }));
  tried(`on with lowWaterMark ${util.inspect(value)}`, () => typeof events.on(new EventEmitter(), 'a', { lowWaterMark: value }));
}
for (const close of [true, 5, null, {}, ['x', 'y'], 'bc']) {
  tried(`on with close ${util.inspect(close)}`, () => {
    const emitter = new EventEmitter();
    events.on(emitter, 'a', { close });
    return emitter.eventNames();
  });
}
tried('on with an array', () => events.on(new EventEmitter(), 'a', []));
events.once(new EventEmitter(), 'a', []).catch((err) => console.log('once', err.code, err.message));

const emitter = new EventEmitter();
emitter.pause = () => console.log('pause');
emitter.resume = () => console.log('resume');
const iterator = events.on(emitter, 'a', { highWaterMark: 2 });
const marks = () => { const { size, low, high, isPaused } = iterator[Symbol.for('nodejs.watermarkData')]; return [size, low, high, isPaused]; };
for (let i = 0; i < 3; i++) emitter.emit('a', i);
console.log(marks());
for (let i = 0; i < 3; i++) iterator.next();
console.log(marks(), typeof iterator[Symbol.asyncDispose]);

for (const value of [undefined, null, true, {}]) {
  tried(`addAbortListener ${util.inspect(value)}`, () => events.addAbortListener(value, () => {}));
  tried(`captureRejections ${util.inspect(value)}`, () => typeof new EventEmitter({ captureRejections: value }));
}
tried('addAbortListener', () => Object.getPrototypeOf(events.addAbortListener(new AbortController().signal, () => {})));
tried('setMaxListeners(undefined)', () => events.setMaxListeners(undefined));
tried('getEventListeners(undefined)', () => events.getEventListeners(undefined, 'a'));

const target = new EventTarget();
tried('addEventListener of a symbol', () => target.addEventListener(Symbol('s'), () => {}));
tried('removeEventListener of a symbol', () => target.removeEventListener(Symbol('s'), () => {}));
tried('removeEventListener of a text', () => target.removeEventListener('a', 'b'));
tried('Event of a symbol', () => new Event(Symbol('s')));
tried('Event with an array', () => new Event('a', []));
for (const name of ['target', 'defaultPrevented', 'returnValue']) {
  tried(`${name} of nothing`, () => Object.getOwnPropertyDescriptor(Event.prototype, name).get.call(undefined));
}

const bytes = new Uint8Array([1, 2, 3]);
for (const encoding of [Buffer.from('hé'), bytes, { __proto__: null }, { toString: 5 }, Symbol('s'), 5, false, '', () => {}]) {
  const shown = util.inspect(encoding);
  tried(`write with ${shown}`, () => new Writable({ write() {} }).write('a', encoding));
  tried(`push with ${shown}`, () => new Readable({ read() {} }).push('a', encoding));
  tried(`defaultEncoding ${shown}`, () => typeof new Readable({ defaultEncoding: encoding }));
  tried(`setDefaultEncoding ${shown}`, () => typeof new Writable().setDefaultEncoding(encoding));
}

for (const [object, name] of [[new Readable(), 'destroyed'], [new Readable(), 'readableEnded'], [new Writable(), 'writableFinished'], [new URL('http://a/'), 'origin'],
  [new (class Own { get mine() { return 1; } })(), 'mine'], [Object.freeze({ a: 1 }), 'a'], [new (require('net').Socket)(), 'bytesRead']]) {
  tried(`assigning to ${name}`, () => { object[name] = 1; return 'assigned'; });
}
