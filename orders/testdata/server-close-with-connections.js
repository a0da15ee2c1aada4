'use strict';
// close() with a connection open: 'close' waits for the last connection. All in one
// order (deterministic, as all is on the server's side).
const { net, log, serve, errText, later } = require('./record.js');

const server = serve({ keep: true, quiet: true, accepted: { skip: ['close'] } }, null, (address) => {
  const client = net.connect(address);
  client.resume();
});
server.on('close', () => log('order', 'server close'));
server.on('connection', (accepted) => {
  accepted.on('close', () => log('order', 'accepted close'));
  log('order', 'call-server.close');
  server.close((e) => log('order', `server close-callback ${e ? errText(e) : 'ok'}`));
  log('order', `listening ${server.listening} address ${server.address()}`);
  server.getConnections((e, n) => log('order', `getConnections ${n}`));
  later(() => {
    log('order', 'call-accepted.destroy');
    accepted.destroy();
    server.getConnections((e, n) => log('order', `getConnections ${n}`));
  }, 50);
});
