'use strict';
// A custom lookup throws synchronously: connect() throws, the socket stays connecting.
const { net, watch, call, props, quiet } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
call(client, 'connect', { port: 80, host: 'nowhere.test', lookup() { throw new Error('lookup threw'); } });
props(client, 'readyState', 'connecting', 'destroyed');
quiet(60, 'client').then(() => {
  props(client, 'readyState', 'connecting', 'destroyed');
  call(client, 'destroy');
});
