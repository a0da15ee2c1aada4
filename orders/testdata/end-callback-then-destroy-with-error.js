'use strict';
// end(cb), then destroy(err) in the same tick.
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', 'x', cb(client, 'end-callback'));
  call(client, 'destroy', new Error('boom'));
});
