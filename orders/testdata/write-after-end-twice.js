'use strict';
// Two writes after end(): one 'error' event, both callbacks.
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end');
  call(client, 'write', 'y', cb(client, 'write-callback-1'));
  call(client, 'write', 'z', cb(client, 'write-callback-2'));
});
