'use strict';
// end(data) after end(): a write after end.
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', 'x', cb(client, 'end-callback-1'));
  call(client, 'end', 'y', cb(client, 'end-callback-2'));
});
