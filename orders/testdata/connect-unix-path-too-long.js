'use strict';
// A 300 byte unix path for connect.
const { net, watch, call, props } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
call(client, 'connect', { path: '/tmp/' + 'a'.repeat(295) });
props(client, 'connecting', 'readyState');
