'use strict';
// A unix socket destroyed with unread data: the peer gets ECONNRESET, not 'end'.
const { call, cb, pair, quiet } = require('./record.js');

pair({ unix: true, server: { pauseOnConnect: true }, accepted: { skip: ['data'] } }, (client, accepted) => {
  call(client, 'write', 'unread', cb(client, 'write-callback'));
  quiet(40, client).then(() => call(accepted, 'destroy'));
});
