// What is no number where one is wanted, and iterators of timers/promises as generators are.
const dns = require('dns'), timers = require('timers/promises');
const { EventEmitterAsyncResource } = require('events');
const attempt = (name, f) => {
  try { console.log(name, f()); } catch (e) { console.log(name, e.name, e.code, e.message); }
};

for (const value of [1n, Symbol('s'), [], {}, Object.create(null), new Map(), -2, 1.5, '1'])
  attempt('triggerAsyncId', () => new EventEmitterAsyncResource({ name: 'x', triggerAsyncId: value }).triggerAsyncId);
for (const value of [1n, Symbol('s'), [], '', '65536', -1, Infinity]) attempt('lookupService', () => dns.lookupService('127.0.0.1', value, () => {}));
for (const value of [Infinity, -Infinity, 2 ** 32, 1, NaN]) attempt('hints', () => typeof dns.lookup('127.0.0.1', { hints: value }, () => {}));
for (const value of [1n, Symbol('s')]) attempt('setTimeout', () => setTimeout(() => {}, value));
for (const value of [null, -1, 1.5, 2 ** 32, true, '8', '', 1n]) attempt('umask', () => process.umask(value));
attempt('setSourceMapsEnabled', () => process.setSourceMapsEnabled(1));

(async () => {
  const ticks = timers.setInterval(1, 'tick');
  console.log(String(ticks), typeof ticks[Symbol.asyncDispose], ticks[Symbol.asyncIterator]() === ticks);
  console.log(await Promise.all([ticks.next(), ticks.next(), ticks.return('over'), ticks.next()]));
  console.log(await Promise.race([timers.setInterval('1').next(), 'later']).catch((error) => error.message));
  {
    await using again = timers.setInterval(1, 'again');
    console.log(await again.next());
  }
  await timers.setInterval(1).throw(new Error('thrown')).catch((error) => console.log(error.message));
})();
