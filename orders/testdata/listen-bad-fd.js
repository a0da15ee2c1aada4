'use strict';
// listen({ fd }) with a closed fd, a file's fd, a negative one; new Socket({ fd }).
const { net, watch, log, maskValue, errText } = require('./record.js');

const fs = require('node:fs');
const file = fs.openSync(__filename, 'r');
const next = (list) => {
  if (!list.length) return;
  const [name, fd] = list.shift();
  const server = watch(net.createServer(), `server-${name}`);
  maskValue(`FD${fd}`, 'FD');
  try {
    server.listen({ fd });
  } catch (e) {
    log(`server-${name}`, `listen-threw ${errText(e).replace(String(fd), 'N')}`);
    return next(list);
  }
  server.once('error', (e) => {
    log(`server-${name}`, `error-fields ${Object.keys(e).map((k) => `${k}=${e[k]}`).join(' ')}`);
    next(list);
  });
  server.once('listening', () => { server.close(); next(list); });
};
next([['closed', 999], ['file', file], ['negative', -1]]);
for (const [name, fd] of [['closed', 999], ['file', file], ['negative', -1], ['text', 'x']]) {
  try {
    const s = new net.Socket({ fd });
    log(`socket-${name}`, 'new-Socket-ok');
    s.destroy();
  } catch (e) {
    log(`socket-${name}`, `new-Socket-threw ${errText(e)}`);
  }
}
