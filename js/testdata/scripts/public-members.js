'use strict';
// The names of every public member: of the module, of the classes, and of what they inherit from streams and emitters. Where an object
// has a member, itself or from a class, differs; docs/api.md has all of them, which a test sees to.

const net = require('net');

// Node 26 documents these for the release after it.
const next = new Set(['net promises', 'Server Symbol.asyncIterator']);

const names = (what, objects) => {
  const all = new Set();
  for (const object of objects) {
    for (const key of Reflect.ownKeys(object)) {
      const name = typeof key === 'symbol' ? key.description : key;
      const known = typeof key === 'symbol' ? name.startsWith('Symbol.') : !/^(_.*|constructor|length|name|prototype)$/.test(name);
      if (known && !next.has(`${what} ${name}`)) {
        all.add(name);
      }
    }
  }
  console.log(what, [...all].sort().join(' '));
};
const chain = (object) => {
  const objects = [];
  for (let o = object; o !== Object.prototype; o = Object.getPrototypeOf(o)) {
    objects.push(o);
  }
  return objects;
};

names('net', [net]);
for (const name of ['Server', 'Socket', 'BlockList', 'SocketAddress', 'BoundSocket']) {
  names(`${name}.`, [net[name]]);
}
names('BlockList', chain(new net.BlockList()));
names('SocketAddress', chain(new net.SocketAddress()));
const bound = new net.BoundSocket({ host: '127.0.0.1' });
names('BoundSocket', chain(bound));
bound.close();

const server = net.createServer((socket) => {
  socket.end();
  server.close();
});
server.maxConnections = 5;
server.listen(0, '127.0.0.1', () => {
  names('Server', chain(server));
  const lookup = (host, options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]);
  const socket = net.connect({ host: 'some.name', port: server.address().port, lookup, timeout: 10000 }, () => {
    names('Socket', chain(socket));
    console.log(socket.autoSelectFamilyAttemptedAddresses.length, socket.timeout);
    socket.end();
  });
  socket.resume();
});
