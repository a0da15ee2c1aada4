'use strict';
// The same without autoSelectFamily.
const { net, watch } = require('./record.js');

const client = net.connect({
  port: 80, host: 'nowhere.test', autoSelectFamily: false,
  lookup(host, opts, done) { setImmediate(() => done(null, 'not-an-ip', 4)); },
});
watch(client, 'client');
