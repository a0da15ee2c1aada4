'use strict';
// setEncoding('utf8'): an incomplete character when the peer ends.
const { call, pair } = require('./record.js');

pair({}, (client, accepted) => {
  accepted.setEncoding('utf8');
  call(client, 'end', Buffer.from([0x61, 0xe2, 0x82]));
});
