'use strict';
// Connecting to a unix path that does not exist: ENOENT.
const { net, watch, log, state, tmpPath } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
log('client', 'call-connect');
client.connect(tmpPath('missing'));
log('client', 'connect-returned');
client.once('error', (e) => {
  log('client', `error-fields ${Object.keys(e).map((k) => `${k}=${e[k]}`).join(' ')}`);
  state(client);
});
