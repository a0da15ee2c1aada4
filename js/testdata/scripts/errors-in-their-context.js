// What hears of an error that nobody caught runs in the context of what threw it.
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
const { EventEmitter } = require('events');
const store = new AsyncLocalStorage();
const text = (error) => `${error.message} in ${store.getStore()}`;
process.on('uncaughtException', (error) => console.log('uncaught', text(error)));
process.on('uncaughtExceptionMonitor', (error) => console.log('monitor', text(error)));
process.on('unhandledRejection', (error) => console.log('unhandled', text(error)));
const fail = (message) => { throw new Error(message); };

const steps = [
  (done) => store.run('a', () => setTimeout(() => { done(); fail('timeout'); }, 1)),
  (done) => store.run('b', () => setImmediate(() => { done(); fail('immediate'); })),
  (done) => store.run('c', () => process.nextTick(() => { done(); fail('tick'); })),
  (done) => store.run('d', () => setTimeout(() => { done(); store.run('inner', () => fail('left the inner one')); }, 1)),
  (done) => store.run('e', () => setTimeout(() => { done(); store.enterWith('entered'); fail('entered'); }, 1)),
  (done) => store.run('f', () => setTimeout(() => { done(); new EventEmitter().emit('error', new Error('event')); }, 1)),
  (done) => { store.run('g', () => Promise.reject(new Error('rejected'))); done(); },
  (done) => store.run('h', async () => { done(); await null; fail('async'); }),
  (done) => { store.run('i', () => new AsyncResource('x')).runInAsyncScope(() => setTimeout(() => { done(); fail('resource'); }, 1)); },
  (done) => store.run('j', () => {
    setTimeout(() => { try { store.run('k', () => fail('caught')); } catch { done(); } }, 1);
  }),
  (done) => setTimeout(() => { done(); fail('outside'); }, 1),
  (done) => store.run('l', () => {
    const server = require('net').createServer().listen(0, '127.0.0.1', () => { server.close(); done(); fail('listening'); });
  }),
];
(function next() {
  const step = steps.shift();
  if (step) step(() => setTimeout(() => setImmediate(next), 2));
})();
