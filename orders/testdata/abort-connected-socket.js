'use strict';
// The signal aborted once connected.
const { log, call, cb, props, pair } = require('./record.js');

const ac = new AbortController();
pair({ connect: { signal: ac.signal } }, (client) => {
  call(client, 'write', 'x', cb(client, 'write-callback'));
  log('client', 'abort');
  ac.abort();
  props(client, 'destroyed', 'readyState');
});
