'use strict';
// listen(0, 'localhost'): after a lookup; listening is false until then.
const { net, watch, log, cb, props, show } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, 'localhost', cb(server, 'listen-callback'));
props(server, 'listening');
log('server', `address ${show(server.address())}`);
server.once('listening', () => {
  log('server', `address ${server.address().address} ${server.address().family}`);
  server.close();
});
