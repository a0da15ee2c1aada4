'use strict';
// listen({ fd }), new Socket({ fd }), and listening on what another server listens on.

const net = require('net');
const fs = require('fs');

const show = (label) => (error) => console.log(label, error.name, error.code, error.message, Object.keys(error).map((key) => `${key}=${error[key]}`).join());
for (const fd of [1.5, NaN, '3', null, undefined, -1, {}, Infinity, 2 ** 31]) {
  try {
    console.log(`listen ${fd}`, net.createServer().on('error', show(`event ${fd}`)).listen({ fd }) instanceof net.Server);
  } catch (error) {
    show(`listen ${String(fd)}`)(error);
  }
  try {
    console.log(`socket ${fd}`, new net.Socket({ fd }).readyState);
  } catch (error) {
    show(`socket ${String(fd)}`)(error);
  }
}
try {
  new net.Socket(999);
} catch (error) {
  show('a number')(error);
}
console.log(net._createServerHandle(null, null, null, 999), net._createServerHandle(null, null, null, fs.openSync(__filename)));
console.log(net._createServerHandle('x', 0, 4), net._createServerHandle(null, 0, null).constructor.name, net._createServerHandle('/nonexist/x', -1, -1));
const handle = net._createServerHandle('127.0.0.1', 0, 4);
console.log(handle.fd > 0, handle.listen(5));
const accepting = net.createServer((accepted) => accepted.end('from a handle that listens')).listen(handle, () => {
  console.log(accepting._handle === handle);
  net.connect(accepting.address().port, '127.0.0.1').setEncoding('utf8').on('data', (text) => console.log(text)).on('close', () => accepting.close(others));
});

function others() {
  const first = net.createServer((accepted) => accepted.resume());
  first.listen(0, '127.0.0.1', () => {
    const third = net.createServer();
    third.listen(first, () => {
      console.log('by server', third.address().port === first.address().port, third._handle === first._handle, third._connectionKey);
      process.exit();
    });
    console.log(third.listening);
  });
}
