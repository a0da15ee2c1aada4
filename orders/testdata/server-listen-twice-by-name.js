'use strict';
// listen(0, 'localhost') twice in the same tick: no throw, as the first only looks up.
const { net, watch, call, cb, quiet } = require('./record.js');

const server = watch(net.createServer(), 'server');
call(server, 'listen', 0, 'localhost', cb(server, 'listen-callback-1'));
call(server, 'listen', 0, 'localhost', cb(server, 'listen-callback-2'));
server.once('listening', () => quiet(60, server).then(() => call(server, 'close')));
