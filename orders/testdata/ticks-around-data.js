'use strict';
// nextTick, microtask and setImmediate queued in 'data', against 'end' and 'close'.
const { log, call, pair } = require('./record.js');

pair({}, (client, accepted) => {
  const mark = (event) => client.once(event, () => {
    process.nextTick(() => log('client', `next-tick-of-${event}`));
    Promise.resolve().then(() => log('client', `microtask-of-${event}`));
    setImmediate(() => log('client', `immediate-of-${event}`));
  });
  ['end', 'finish', 'close'].forEach(mark);
  call(accepted, 'end', 'x');
});
