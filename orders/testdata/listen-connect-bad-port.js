'use strict';
// Ports that are none: listen() and connect() throw (connect() leaves `connecting` true!).
// Text that is not a number is a unix path for both.
const { net, log, tmpPath, show, errText } = require('./record.js');

process.chdir(tmpPath(''));
for (const p of [-1, 65536, 'abc', 1.5, NaN, '', ' ', '65536', '-1', true, Infinity]) {
  const server = net.createServer();
  try {
    server.listen(p);
    log('server', `listen(${show(p)}) ok address=${server.address()}`);
    server.close();
  } catch (e) { log('server', `listen(${show(p)}) threw ${errText(e)}`); }
}
for (const p of [-1, 65536, 'abc', 1.5, NaN, '', ' ', '65536', '-1', true, Infinity]) {
  const client = new net.Socket();
  client.on('error', (e) => log('client', `connect(${show(p)}) error ${errText(e)}`));
  try {
    client.connect(p, '127.0.0.1');
    log('client', `connect(${show(p)}) no-throw`);
  } catch (e) {
    log('client', `connect(${show(p)}) threw ${errText(e)} connecting=${client.connecting}`);
    client.destroy();
  }
}
