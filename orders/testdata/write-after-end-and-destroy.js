'use strict';
// end(), destroy(), then write().
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', cb(client, 'end-callback'));
  call(client, 'destroy');
  call(client, 'write', 'x', cb(client, 'write-callback'));
});
