'use strict';
// The properties of a server: own ones and their values, accessors, what is read-only.

const net = require('net');

const server = net.createServer();
for (const key of ['allowHalfOpen', 'pauseOnConnect', 'noDelay', 'keepAlive', 'keepAliveInitialDelay', 'highWaterMark', 'blockList',
                   '_connections', '_handle', 'maxConnections']) {
  const value = server[key];
  console.log(key, typeof value === 'object' && value !== null ? 'object' : String(value));
}
for (const [name, d] of Object.entries(Object.getOwnPropertyDescriptors(net.Server.prototype)).sort()) {
  if (name.startsWith('_')) continue;
  console.log(name, typeof d.value, typeof d.get, typeof d.set, d.enumerable, d.configurable, d.writable);
}
console.log(server.listening, server.address(), server.maxConnections, server.dropMaxConnection);
try {
  server.listening = true;
} catch (error) {
  console.log(error.name);
}
console.log(server.listening);
console.log(server instanceof require('events'), server.constructor === net.Server, Object.prototype.toString.call(server));
console.log('on' in server, server.eventNames().join(), server.getMaxListeners());
console.log(server.ref() === server, server.unref() === server);
