'use strict';
// A write waits while the lookup fails: its callback's error is the lookup's.
const { net, watch, call, cb } = require('./record.js');

const client = net.connect({
  port: 80, host: 'nowhere.test',
  lookup(host, opts, done) {
    setImmediate(() => done(Object.assign(new Error('lookup failed'), { code: 'ENOTFOUND' })));
  },
});
watch(client, 'client');
call(client, 'write', 'x', cb(client, 'write-callback'));
call(client, 'end', cb(client, 'end-callback'));
