'use strict';
// A second server on the same unix path: EADDRINUSE, the first lives on.
const { net, watch, log, tmpPath } = require('./record.js');

const path = tmpPath('sock');
const server1 = watch(net.createServer(), 'server1');
server1.listen(path, () => {
  const server2 = watch(net.createServer(), 'server2');
  server2.listen(path);
  server2.once('error', () => {
    log('server1', `file-there ${require('node:fs').existsSync(path)}`);
    server1.close();
  });
});
