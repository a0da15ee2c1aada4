'use strict';
// resetAndDestroy() on a new socket.
const { net, watch, call, state } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
call(client, 'resetAndDestroy');
state(client);
