'use strict';
// A NUL inside a unix path for connect.
const { net, watch, call, props } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
call(client, 'connect', { path: '/tmp/no\0where' });
props(client, 'connecting', 'readyState');
