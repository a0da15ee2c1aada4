'use strict';
// destroy() without error: no 'end' and no 'finish' on the client.
const { log, call, state, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy');
  state(client);
  process.nextTick(() => log('client', 'next-tick'));
  setImmediate(() => log('client', 'immediate'));
});
