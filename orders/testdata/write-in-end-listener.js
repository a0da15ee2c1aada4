'use strict';
// write() inside 'end' with allowHalfOpen false: it is still sent.
const { call, cb, props, pair } = require('./record.js');

pair({}, (client, accepted) => {
  client.once('end', () => {
    props(client, 'writable', 'writableEnded');
    call(client, 'write', 'last words', cb(client, 'write-callback'));
  });
  call(accepted, 'end', 'bye');
});
