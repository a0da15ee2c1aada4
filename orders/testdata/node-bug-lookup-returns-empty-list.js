'use strict';
// A custom lookup returns no address at all: Node itself throws an uncaught TypeError.
// Recorded as a curiosity, not something to copy.
const { net, watch, log, call, props, quiet } = require('./record.js');

process.on('uncaughtException', (e) => log('process', `uncaught ${e.name}`));
const client = net.connect({
  port: 80, host: 'nowhere.test',
  lookup(host, opts, done) { setImmediate(() => done(null, [])); },
});
watch(client, 'client');
quiet(60, 'client').then(() => {
  props(client, 'readyState', 'connecting', 'destroyed');
  call(client, 'destroy');
});
