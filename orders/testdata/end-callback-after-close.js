'use strict';
// end(cb) after 'close' of a socket that ended normally / that was destroyed.
const { call, cb, pair } = require('./record.js');

pair({}, (client, accepted) => {
  call(client, 'end');
  client.once('close', () => {
    call(client, 'end', cb(client, 'end-callback'));
    call(client, 'write', 'x', cb(client, 'write-callback'));
  });
});
