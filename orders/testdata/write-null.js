'use strict';
// write(null) and write(undefined) throw; nothing is emitted and the socket lives on.
const { call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'write', null, cb(client, 'write-callback'));
  call(client, 'write', undefined, cb(client, 'write-callback'));
  call(client, 'write', 5, cb(client, 'write-callback'));
  call(client, 'write', {}, cb(client, 'write-callback'));
  props(client, 'destroyed', 'errored');
  call(client, 'end', 'fine', cb(client, 'end-callback'));
});
