'use strict';
// listen(port in use) without a host and listen(0) in the same tick: the first failed
// already, so the second does not throw; both 'error' and 'listening' come.
const { net, watch, call, cb, props, seePort, later } = require('./record.js');

const other = net.createServer().listen(0, () => {
  const server = watch(net.createServer(), 'server');
  const { port } = other.address();
  seePort(port);
  call(server, 'listen', port, cb(server, 'listen-callback-1'));
  props(server, 'listening');
  call(server, 'listen', 0, cb(server, 'listen-callback-2'));
  props(server, 'listening');
  later(() => { other.close(); call(server, 'close'); }, 40);
});
