'use strict';
// write('x', 'no-such-encoding').
const { call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'write', 'x', 'no-such-encoding', cb(client, 'write-callback'));
  call(client, 'write', '68656c6c6f', 'hex', cb(client, 'write-callback-hex'));
  call(client, 'write', 'IQ==', 'base64', cb(client, 'write-callback-base64'));
  call(client, 'write', '\u00e9', 'latin1', cb(client, 'write-callback-latin1'));
  props(client, 'bytesWritten');
  call(client, 'end');
});
