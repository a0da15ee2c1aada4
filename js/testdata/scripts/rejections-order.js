// All promises that were rejected are told before what their listeners have begun, and of
// handlers that came late when ticks and promises are over.
const log = console.log;
const steps = [];
process.on('unhandledRejection', (reason, promise) => {
  log('unhandled', reason.message);
  process.nextTick(() => { log('tick', reason.message); promise.catch(() => log('caught', reason.message)); });
  steps.shift()?.();
});
process.on('rejectionHandled', (promise) => {
  log('handled', promise instanceof Promise);
  process.nextTick(() => log('tick of handled'));
});
process.on('uncaughtException', (error, origin) => log('uncaught', error.message, origin));

const reject = (text) => Promise.reject(new Error(text));
const later = () => new Promise((resolve) => setTimeout(resolve, 1));
(async () => {
  reject('a');
  queueMicrotask(() => reject('b'));
  process.nextTick(() => log('before'));
  await later();

  log('# a listener handles the next one, and rejects another');
  const first = reject('c'), second = reject('d');
  steps.push(() => { second.catch(() => log('caught by the listener')); reject('e'); });
  await later();

  log('# a listener throws');
  steps.push(() => { throw new Error('in the listener'); });
  reject('f');
  reject('g');
  await later();

  log('# handled in time, and one that nobody may change');
  const frozen = new Promise((_, no) => setImmediate(no, new Error('frozen')));
  Object.freeze(frozen);
  reject('h').catch(() => log('h was caught'));
  await later();
  await later();

  log('# many that nobody keeps');
  process.removeAllListeners('unhandledRejection');
  let told = 0;
  process.on('unhandledRejection', () => { told++; });
  for (let i = 0; i < 1000; i++) reject('many');
  await later();
  log(told);
})();
