'use strict';
// write + end: write callback, end callback, 'finish' - and a 'prefinish'.
const { log, call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  client.on('prefinish', () => log('client', 'prefinish'));
  call(client, 'write', 'a', cb(client, 'write-callback'));
  call(client, 'end', 'b', cb(client, 'end-callback'));
  process.nextTick(() => log('client', 'next-tick'));
  client.once('finish', () => props(client, 'writableFinished', 'writableEnded'));
});
