'use strict';
// A path that begins with NUL: Linux' abstract namespace. Works.
const { net, watch, log, call, maskValue } = require('./record.js');

const name = `\0nodenet-order-${process.pid}`;
maskValue(`nodenet-order-${process.pid}`, 'NAME');
const server = watch(net.createServer((accepted) => {
  watch(accepted, 'accepted');
  server.close();
}), 'server');
server.listen(name, () => {
  log('server', `address ${JSON.stringify(server.address()).replace(String(process.pid), 'PID')}`);
  const client = watch(net.connect(name), 'client');
  client.once('ready', () => call(client, 'end', 'x'));
});
