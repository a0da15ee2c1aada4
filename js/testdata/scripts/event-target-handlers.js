// Objects with handleEvent, attributes such as onabort, and what subclasses of events and
// controllers say.
const { getEventListeners } = require('events');
const { inspect } = require('util');
const log = console.log;
process.on('uncaughtException', (err) => log('uncaught', err.name, err.message));
const attempt = (f) => { try { return f(); } catch (err) { return `${err.name} ${err.code ?? ''} ${err.message}`; } };

// One after another: what a listener throws is thrown in a tick.
const values = [undefined, null, 0, '', false, NaN, 0n, 3, 'x', {}, [], new Map(), true, Symbol('s'), 1n];
(function next() {
  if (values.length === 0) return;
  const handleEvent = values.shift();
  const target = new EventTarget();
  target.addEventListener('a', { handleEvent });
  target.addEventListener('a', () => log('after', typeof handleEvent, handleEvent));
  target.dispatchEvent(new Event('a'));
  setImmediate(next);
})();
const target = new EventTarget();
let looks = 0;
const looking = { get handleEvent() { looks++; return () => log('seen'); } };
target.addEventListener('b', looking);
log(looks);
target.dispatchEvent(new Event('b'));
log(looks);
target.removeEventListener('b', looking);
log(looks);
const failing = { get handleEvent() { throw new Error('looked at'); } };
log(attempt(() => target.addEventListener('b', failing)), attempt(() => target.removeEventListener('b', failing)));

// The name under which an event goes is the one that its class says.
for (const type of ['other', 5, undefined, null, Symbol('s')]) {
  class Renamed extends Event {
    get type() { return type; }
    constructor() { super('own', { cancelable: true }); }
  }
  const named = new EventTarget();
  for (const name of ['own', 'other', '5', 'undefined', 'null']) named.addEventListener(name, (event) => { log('listener of', name); event.preventDefault(); });
  log(typeof type, named.dispatchEvent(new Renamed()));
}

// An attribute keeps its place, also when it is null for a while.
const controller = new AbortController();
const { signal } = controller;
const count = () => getEventListeners(signal, 'abort').length;
signal.addEventListener('abort', () => log(1));
signal.onabort = () => log('never');
signal.onabort = null;
log(count(), signal.onabort);
signal.addEventListener('abort', () => log(3));
signal.onabort = () => log(2);
log(count(), getEventListeners(signal, 'abort')[1]);
controller.abort();
signal.onabort = 5;
log(count(), signal.onabort, getEventListeners(signal, 'abort')[1]);
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {};
port1.onmessage = null; // and nothing is left that waits
port2.close();

class Mine extends AbortController {}
log(new Mine(), inspect(new Mine(), { depth: -1 }));
const get = Object.getOwnPropertyDescriptor(AbortController.prototype, 'signal').get;
for (const that of [{}, 5, signal, AbortController.prototype]) log(attempt(() => get.call(that)), attempt(() => AbortController.prototype.abort.call(that)));
log(attempt(() => Event.prototype.isTrusted), attempt(() => Event.prototype.type));
log(Object.getOwnPropertyDescriptor(AbortSignal, 'prototype').writable);
