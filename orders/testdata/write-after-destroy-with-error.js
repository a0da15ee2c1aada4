'use strict';
// write() after destroy(err), with a callback.
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy', new Error('boom'));
  call(client, 'write', 'x', cb(client, 'write-callback'));
});
