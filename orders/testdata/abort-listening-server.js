'use strict';
// listen({ signal }), aborted while listening: 'close', no 'error'.
const { net, watch, log, props } = require('./record.js');

const ac = new AbortController();
const server = watch(net.createServer(), 'server');
server.listen({ port: 0, host: '127.0.0.1', signal: ac.signal });
server.once('listening', () => {
  log('server', 'abort');
  ac.abort();
  log('server', 'abort-returned');
  props(server, 'listening');
});
