'use strict';
// setEncoding('latin1') on one side, 'ascii' on the other.
const { call, pair } = require('./record.js');

pair({}, (client, accepted) => {
  accepted.setEncoding('latin1');
  client.setEncoding('ascii');
  call(client, 'end', Buffer.from([0x61, 0xe9, 0xff]));
  call(accepted, 'end', Buffer.from([0x61, 0xe9, 0xff]));
});
