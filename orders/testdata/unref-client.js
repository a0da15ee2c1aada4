'use strict';
// An unref'd connected client and accepted socket, and an unref'd server: exits while
// all are open.
const { net, watch, log, serve, later } = require('./record.js');

const server = serve({ keep: true }, (accepted) => { accepted.unref(); }, (address) => {
  const client = watch(net.connect(address), 'client');
  client.once('ready', () => later(() => {
    client.unref();
    server.unref();
    log('client', 'unref');
  }, 30));
});
process.on('exit', (code) => log('process', `exit ${code}`));
