'use strict';
// A custom lookup fails, autoSelectFamily false.
const { net, watch, log } = require('./record.js');

const client = net.connect({
  port: 80, host: 'nowhere.test', autoSelectFamily: false,
  lookup(host, opts, done) {
    const e = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: host });
    setImmediate(() => done(e));
  },
});
watch(client, 'client');
client.once('error', (e) => log('client', `error-keys ${Object.keys(e).join(' ')}`));
