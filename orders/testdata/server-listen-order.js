'use strict';
// listen(): returns this; 'listening' comes later; listening / address() before, after,
// after close.
const { net, watch, log, cb, props, show } = require('./record.js');

const server = watch(net.createServer(), 'server');
const addr = () => {
  const a = server.address();
  log('server', `address ${a === null ? 'null' : show({ ...a, port: a.port > 0 ? 'PORT' : a.port })}`);
};
props(server, 'listening');
addr();
log('server', `listen-returns-this ${server.listen(0, '127.0.0.1', cb(server, 'listen-callback')) === server}`);
props(server, 'listening');
addr();
process.nextTick(() => log('server', 'next-tick'));
server.once('listening', () => {
  addr();
  process.nextTick(() => log('server', 'next-tick-of-listening'));
  log('server', `close-returns-this ${server.close(cb(server, 'close-callback')) === server}`);
  props(server, 'listening');
  addr();
});
