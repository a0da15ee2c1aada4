'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const [f, name, length] of [
  [net.Socket, 'Socket', 1], [net.Server, 'Server', 2], [net.connect, 'connect', 0], [net.createServer, 'createServer', 2], [net.isIP, 'isIP', 1],
  [net.Socket.prototype.connect, undefined, 0], [net.Socket.prototype.setTimeout, undefined, 2], [net.Socket.prototype.setNoDelay, undefined, 1],
  [net.Server.prototype.listen, undefined, 0], [net.Server.prototype.close, undefined, 1], [net.Server.prototype.getConnections, undefined, 1],
]) {
  assert.strictEqual(typeof f, 'function');
  if (name !== undefined) assert.strictEqual(f.name, name);
  assert.strictEqual(f.length, length, `length of ${f.name}`);
}
