'use strict';
// console.log of what net gives out.

const net = require('net');

console.log(new net.SocketAddress({ address: '1.2.3.4', port: 80 }));
const list = new net.BlockList();
list.addAddress('1.2.3.4');
list.addSubnet('10.0.0.0', 8);
console.log(list);
console.log(net.Socket, net.Server, net.connect, net.isIP);
console.log([net.isIP('::1'), net.isIPv4('1.2.3.4')], { family: 'IPv4', port: 0 });
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const address = server.address();
  address.port = 0;
  console.log(address);
  console.log('%s is %d years and %j', 'node', 17, address, 'more', { nested: { deep: { deeper: { deepest: 1 } } } });
  server.close();
});
console.log(Buffer.from('hello'), new Uint8Array(3), [undefined, null, -0, 1n, Symbol('s')], new Map([['a', 1]]), new Set([1]));
console.error('this goes to stderr');
