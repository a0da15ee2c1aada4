'use strict';
// net._createServerHandle: a handle that is bound, or a negative error number.

const net = require('net');
const os = require('os');
const path = require('path');

const tcp = net._createServerHandle('127.0.0.1', 0, 4);
const name = {};
console.log(tcp.constructor.name, tcp.getsockname(name), name.address, name.family, name.port > 0);
tcp.close(() => console.log('closed'));
const six = net._createServerHandle('::1', 0, 6);
console.log(six.constructor.name);
six.close();
const any = net._createServerHandle(null, 0, 4);
console.log(typeof any);
if (typeof any === 'object') any.close();
console.log(net._createServerHandle('192.0.2.99', 0, 4));
const p = path.join(os.tmpdir(), `nn-${process.pid}-handle`);
const pipe = net._createServerHandle(p, -1, -1);
console.log(pipe.constructor.name);
console.log(net._createServerHandle(p, -1, -1));
const server = net.createServer().listen(pipe, () => {
  console.log('listening', server._handle === pipe);
  server.close();
});
