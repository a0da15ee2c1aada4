'use strict';
// When 'error' comes relative to nextTick after destroy(err): and before 'close'.
const { log, call, pair } = require('./record.js');

pair({}, (client) => {
  process.nextTick(() => log('client', 'next-tick-before'));
  call(client, 'destroy', new Error('boom'));
  process.nextTick(() => log('client', 'next-tick-after'));
});
