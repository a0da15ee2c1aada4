'use strict';
// The real resolver on a name that cannot exist.
const { net, watch, log } = require('./record.js');

const client = net.connect(80, 'no such host');
watch(client, 'client');
client.once('error', (e) => log('client', `error-fields ${Object.keys(e).map((k) => `${k}=${e[k]}`).join(' ')}`));
