'use strict';
// The signal aborted after a normal close: nothing.
const { log, call, props, pair, quiet } = require('./record.js');

const ac = new AbortController();
pair({ connect: { signal: ac.signal } }, (client) => {
  call(client, 'end');
  client.once('close', () => {
    log('client', 'abort');
    ac.abort();
    quiet(30, client).then(() => props(client, 'errored'));
  });
});
