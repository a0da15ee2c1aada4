'use strict';
// A write inside a write callback, and end() inside the second one.
const { log, call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'write', 'a', () => {
    log('client', 'write-callback-a');
    call(client, 'write', 'b', () => {
      log('client', 'write-callback-b');
      call(client, 'end', 'c', cb(client, 'end-callback'));
    });
    call(client, 'write', 'd', cb(client, 'write-callback-d'));
  });
});
