'use strict';
// end(data, encoding, callback).
const { call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', '68690a', 'hex', cb(client, 'end-callback'));
  props(client, 'writableEnded', 'writableFinished', 'bytesWritten', 'writableLength');
});
