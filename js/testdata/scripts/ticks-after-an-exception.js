'use strict';
// After an exception that 'uncaughtException' was told of, what is left of the event's ticks
// and promises comes after the next event, or the next turn's immediates. Where nothing else is
// due, that event may be one of Node's own.
const log = (s) => console.log(s);
const fs = require('fs'), net = require('net'), dns = require('dns');
process.on('uncaughtException', (e) => {
  log('uncaught ' + e.message);
  process.nextTick(() => log('tick of the listener'));
  Promise.resolve().then(() => log('promise of the listener'));
});
const kinds = {
  immediate: (f) => setImmediate(f),
  immediates: (f) => { setImmediate(f); setImmediate(() => log('the one after it')); },
  fs: (f) => fs.stat('/', f),
  dns: (f) => dns.lookup('127.0.0.1', f),
  listen: (f) => { const s = net.createServer().listen(0, () => { s.close(); f(); }); },
  promise: (f) => Promise.resolve().then(f),
  microtask: (f) => queueMicrotask(f),
  tick: (f) => process.nextTick(f),
  timer: (f) => setTimeout(f, 1),
  timers: (f) => { // both are due in the same turn
    setTimeout(f, 1);
    setTimeout(() => log('the one after it'), 1);
    for (const began = Date.now(); Date.now() < began + 5;);
  },
  error: (f) => net.connect(1, '127.0.0.1').on('error', f),
  message: (f) => { const { port1, port2 } = new MessageChannel(); port2.on('message', () => { port2.close(); f(); }); port1.postMessage(1); },
};
const thrown = {
  'in the event': (error) => { throw error; },
  'in a tick': (error) => {
    process.nextTick(() => { throw error; });
    process.nextTick(() => log('last tick'));
  },
  'in a promise': (error) => queueMicrotask(() => { throw error; }),
};
const situations = Object.keys(thrown).flatMap((where) => Object.keys(kinds).map((kind) => [kind, where]));
(function next() {
  const [kind, where] = situations.shift() ?? [];
  if (!kind) return;
  log(`== ${kind}, ${where}`);
  kinds[kind](() => {
    process.nextTick(() => log('tick'));
    Promise.resolve().then(() => log('promise'));
    setTimeout(next, 5);
    process.nextTick(() => log('another tick'));
    thrown[where](new Error(kind));
  });
})();
process.nextTick(() => log('tick of the main script'));
Promise.resolve().then(() => log('promise of the main script'));
let told = false;
process.on('beforeExit', () => {
  log('beforeExit');
  if (told) return;
  told = true;
  process.nextTick(() => log('tick of beforeExit'));
  throw new Error('before the exit');
});
throw new Error('the main script');
