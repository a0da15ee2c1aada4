'use strict';
// setTimeout(30) on a new socket that never connects: fires, too.
const { net, watch, call, props } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
call(client, 'setTimeout', 30);
const keep = setTimeout(() => {}, 100); // the socket's own timer is unref'd
client.once('timeout', () => {
  props(client, 'readyState', 'destroyed');
  clearTimeout(keep);
});
