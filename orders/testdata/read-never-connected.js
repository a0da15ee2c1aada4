'use strict';
// read(), resume() and a 'data' listener on a new socket.
const { net, watch, log, call, state, quiet, show } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
log('client', `read ${show(client.read())}`);
call(client, 'resume');
quiet(50, client).then(() => state(client));
