'use strict';
// listen(0) without a host (all addresses, dual stack): bound at once, so listening and
// address() are set right after the call. (With a host, even '127.0.0.1', they are not.)
const { net, watch, log, call, cb, props } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, cb(server, 'listen-callback'));
props(server, 'listening');
log('server', `address ${server.address().address} ${server.address().family}`);
process.nextTick(() => log('server', 'next-tick'));
server.once('listening', () => call(server, 'close'));
