'use strict';
// destroy() inside 'connectionAttempt' (ip): Node itself throws an uncaught TypeError.
// Recorded as a curiosity, not something to copy.
const { net, watch, log, call, serve, quiet, errText } = require('./record.js');

process.on('uncaughtException', (e) => log('process', `uncaught ${errText(e)}`));
const server = serve({ keep: true, quiet: true }, null, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
  client.once('connectionAttempt', () => call(client, 'destroy'));
  client.once('close', () => quiet(60, 'client').then(() => server.close()));
});
