'use strict';
// listen() with a signal that is aborted already.
const { net, watch, call, props, quiet } = require('./record.js');

const server = watch(net.createServer(), 'server');
call(server, 'listen', { port: 0, host: '127.0.0.1', signal: AbortSignal.abort() });
quiet(60, server).then(() => { props(server, 'listening'); server.close(); });
