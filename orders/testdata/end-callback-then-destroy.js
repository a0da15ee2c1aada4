'use strict';
// end(cb), then destroy() in the same tick: the callback gets an error.
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', 'x', cb(client, 'end-callback'));
  call(client, 'destroy');
});
