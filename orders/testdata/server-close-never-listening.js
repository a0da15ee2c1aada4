'use strict';
// close(cb) and close() on a server that never listened.
const { net, watch, log, call, cb, later } = require('./record.js');

const server = watch(net.createServer(), 'server');
call(server, 'close', cb(server, 'close-callback'));
process.nextTick(() => log('server', 'next-tick'));
later(() => call(server, 'close'), 30);
