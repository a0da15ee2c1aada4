'use strict';
// listen(0) twice without a host: the second throws at once.
const { net, watch, call, cb } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, cb(server, 'listen-callback'));
call(server, 'listen', 0, cb(server, 'listen-callback-2'));
server.once('listening', () => call(server, 'close'));
