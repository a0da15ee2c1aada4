'use strict';
// Connecting to a socket file whose server is gone (a hard link keeps the file).
const { net, watch, log, tmpPath } = require('./record.js');

const path = tmpPath('sock');
const server = net.createServer().listen(path, () => {
  require('node:fs').linkSync(path, `${path}.link`);
  server.close(() => {
    log('client', `file-still-there ${require('node:fs').existsSync(path)}`);
    const client = net.connect(`${path}.link`);
    watch(client, 'client');
  });
});
