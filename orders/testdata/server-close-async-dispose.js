'use strict';
// server[Symbol.asyncDispose]() and on a server that is not running.
const { net, watch, log, errText } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, '127.0.0.1', async () => {
  log('server', 'call-asyncDispose');
  await server[Symbol.asyncDispose]();
  log('server', 'asyncDispose-resolved');
  await server[Symbol.asyncDispose]().then(() => log('server', 'second-asyncDispose-resolved'), (e) => log('server', `second-asyncDispose-rejected ${errText(e)}`));
});
