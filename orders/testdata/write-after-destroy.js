'use strict';
// write() after destroy(), with a callback, in the same tick and after 'close'.
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy');
  call(client, 'write', 'x', cb(client, 'write-callback'));
  client.once('close', () => {
    call(client, 'write', 'y', cb(client, 'write-callback-after-close'));
    call(client, 'write', 'z');
  });
});
