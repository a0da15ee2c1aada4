'use strict';
// The same on a unix socket: silently ignored.
const { call, props, pair } = require('./record.js');

pair({ unix: true }, (client) => {
  call(client, 'getTypeOfService');
  call(client, 'setTypeOfService', 16);
  call(client, 'getTypeOfService');
  call(client, 'setKeepAlive', true, 2000);
  call(client, 'setNoDelay', true);
  props(client, 'destroyed');
  call(client, 'end');
});
