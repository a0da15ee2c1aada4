'use strict';
// A custom lookup returns an ip with family 5, no autoSelectFamily.
const { net, watch } = require('./record.js');

const client = net.connect({
  port: 80, host: 'nowhere.test', autoSelectFamily: false,
  lookup(host, opts, done) { setImmediate(() => done(null, '127.0.0.1', 5)); },
});
watch(client, 'client');
