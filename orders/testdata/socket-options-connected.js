'use strict';
// getTypeOfService / setTypeOfService and odd keep-alive values on a connected socket.
const { log, call, props, pair } = require('./record.js');

pair({}, (client) => {
  log('client', `getTypeOfService ${client.getTypeOfService()}`);
  call(client, 'setTypeOfService', 16);
  log('client', `getTypeOfService ${client.getTypeOfService()}`);
  call(client, 'setTypeOfService', 256);
  call(client, 'setKeepAlive', true, 500);
  call(client, 'setKeepAlive', true, 2000);
  call(client, 'setKeepAlive', true, -5);
  call(client, 'setKeepAlive', true, 1e15);
  call(client, 'setKeepAlive', false);
  call(client, 'setNoDelay', true);
  call(client, 'setNoDelay', false);
  props(client, 'destroyed');
  call(client, 'end');
});
