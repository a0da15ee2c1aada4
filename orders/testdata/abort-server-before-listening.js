'use strict';
// The signal of listen() aborted in the same tick, after the call.
const { net, watch, log, props, quiet } = require('./record.js');

const ac = new AbortController();
const server = watch(net.createServer(), 'server');
server.listen({ port: 0, host: '127.0.0.1', signal: ac.signal });
log('server', 'abort');
ac.abort();
quiet(60, server).then(() => { props(server, 'listening'); server.close(); });
