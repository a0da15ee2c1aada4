'use strict';
// close(cb) twice with a connection open.
const { call, cb, pair, quiet } = require('./record.js');

pair({ keep: true }, (client, accepted, server) => {
  call(server, 'close', cb(server, 'close-callback-1'));
  call(server, 'close', cb(server, 'close-callback-2'));
  quiet(40, server).then(() => call(client, 'end'));
});
