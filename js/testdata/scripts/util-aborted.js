// util.aborted, and what passes for a signal.
const { aborted } = require('util');
const { getEventListeners } = require('events');
const log = console.log;
const settled = (promise) => promise.then((value) => ['resolved', value], (err) => `${err.name} ${err.code} ${err.message}`);
const attempt = (f) => { try { return f(); } catch (err) { return `${err.name} ${err.code} ${err.message}`; } };

(async () => {
  const controller = new AbortController();
  const promise = aborted(controller.signal, {});
  log(getEventListeners(controller.signal, 'abort').length);
  controller.signal.addEventListener('abort', (event) => event.stopImmediatePropagation());
  controller.abort();
  const event = await promise;
  log(event.constructor.name, event.type, event.target === controller.signal, event.isTrusted);
  for (const resource of [{}, () => {}, [], new Map(), 'x', 5, null, undefined, Symbol('s')]) log(typeof resource, await settled(aborted(controller.signal, resource)));
  for (const signal of [undefined, null, 5, 'x', Symbol('s'), {}, { aborted: true }, new EventTarget(), Object.create(AbortSignal.prototype)]) {
    log(typeof signal, await settled(aborted(signal, {})));
  }

  const target = new EventTarget();
  for (const signal of [new EventTarget(), {}, null, 5, { aborted: true }, { aborted: false, addEventListener(name, listener, options) { log('asked for', name, options.once); } }]) {
    log(attempt(() => target.addEventListener('a', () => log('called'), { signal })));
  }
  target.dispatchEvent(new Event('a'));

  // What a class says of itself, when it says nothing.
  const nameless = new (require('events'))();
  nameless.constructor = {};
  process.once('uncaughtException', (err) => log('uncaught', err.message));
  process.once('unhandledRejection', (reason) => log('rejected', reason));
  setImmediate(() => nameless.emit('error', new Error('nameless')));
  Promise.reject({ constructor: {} });
})();
