'use strict';
// What require('net') has, with kinds, names and numbers of parameters.

const net = require('net');

const names = Object.keys(net).sort();
console.log(names.join(' '));
for (const name of names) {
  const value = net[name];
  console.log(name, typeof value, value.name, value.length);
}
console.log('node:net is net', require('node:net') === net);
console.log('createConnection is connect', net.createConnection === net.connect);
console.log('Stream is Socket', net.Stream === net.Socket);
console.log('default', net.default);
for (const name of ['Socket', 'Server', 'BlockList', 'SocketAddress', 'BoundSocket']) {
  // Own properties of each socket in Node are accessors of the prototype in nodenet.
  const own = /^(_.*|connecting|server|timeout|autoSelectFamilyAttemptedAddresses)$/;
  console.log(name, Object.getOwnPropertyNames(net[name].prototype).filter((key) => !own.test(key)).sort().join(' '));
}
for (const name of ['_read', '_write', '_writev', '_final', '_destroy', '_getpeername', '_getsockname', '_bytesDispatched', '_handle']) {
  console.log(name, name in net.Socket.prototype);
}
for (const name of ['BlockList', 'SocketAddress', 'BoundSocket']) {
  const statics = Object.getOwnPropertyNames(net[name]).filter((key) => !/^(length|name|prototype)$/.test(key));
  console.log(name, 'static', statics.join(' '));
}
try {
  require('node:nothing');
} catch (error) {
  console.log(error.name, error.code, error.message);
}
