'use strict';
// When 'close' comes relative to nextTick and setImmediate after destroy().
const { log, call, pair } = require('./record.js');

pair({}, (client) => {
  client.on('close', () => log('client', 'close-listener'));
  process.nextTick(() => log('client', 'next-tick-before'));
  call(client, 'destroy');
  process.nextTick(() => log('client', 'next-tick-after'));
});
