'use strict';
// The accepted socket is destroyed with data unread in the kernel: the client gets
// ECONNRESET (the kernel sends RST), not 'end'.
const { call, cb, pair, quiet } = require('./record.js');

pair({ server: { pauseOnConnect: true }, accepted: { skip: ['data'] } }, (client, accepted) => {
  call(client, 'write', 'unread', cb(client, 'write-callback'));
  quiet(40, client).then(() => call(accepted, 'destroy'));
});
