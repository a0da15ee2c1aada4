'use strict';
// noDelay, keepAlive, highWaterMark, allowHalfOpen, pauseOnConnect of createServer as seen
// on accepted sockets.
const { net, log, call, props, serve } = require('./record.js');

const server = serve({ keep: true, server: { allowHalfOpen: true, highWaterMark: 1000, noDelay: true, keepAlive: true, keepAliveInitialDelay: 5000 } }, (accepted) => {
  props(accepted, 'allowHalfOpen', 'readableHighWaterMark', 'writableHighWaterMark', 'readableFlowing');
  log('accepted', `server-is-server ${accepted.server === server}`);
  accepted.once('end', () => { call(accepted, 'end'); server.close(); });
}, (address) => {
  net.connect(address).end();
});
props(server, 'allowHalfOpen', 'highWaterMark', 'noDelay', 'keepAlive', 'keepAliveInitialDelay', 'pauseOnConnect', 'maxConnections');
