'use strict';
// A custom lookup returns something that is no ip.
const { net, watch } = require('./record.js');

const client = net.connect({
  port: 80, host: 'nowhere.test',
  lookup(host, opts, done) { setImmediate(() => done(null, [{ address: 'not-an-ip', family: 4 }])); },
});
watch(client, 'client');
