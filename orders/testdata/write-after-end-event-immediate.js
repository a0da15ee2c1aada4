'use strict';
// write() in a setImmediate after 'end' was emitted, allowHalfOpen false.
const { call, cb, props, pair } = require('./record.js');

pair({}, (client, accepted) => {
  client.once('end', () => {
    setImmediate(() => {
      props(client, 'writable', 'writableEnded', 'destroyed');
      call(client, 'write', 'too late', cb(client, 'write-callback'));
    });
  });
  call(accepted, 'end', 'bye');
});
