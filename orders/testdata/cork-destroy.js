'use strict';
// cork(), two writes, destroy(): the callbacks fail.
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'cork');
  call(client, 'write', 'a', cb(client, 'write-callback-a'));
  call(client, 'write', 'b', cb(client, 'write-callback-b'));
  call(client, 'destroy');
});
