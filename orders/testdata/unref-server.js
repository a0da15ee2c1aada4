'use strict';
// An unref'd listening server does not keep the program alive.
const { net, watch, log } = require('./record.js');

const server = watch(net.createServer(), 'server');
log('server', `unref-returns-this ${server.unref() === server}`);
server.listen(0, '127.0.0.1');
process.on('exit', (code) => log('process', `exit ${code} listening=${server.listening}`));
