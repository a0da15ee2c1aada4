'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const order = [];
const server = net.createServer();
server.on('listening', mustCall(() => { order.push('listening'); server.close(); }));
server.listen(0);
assert.strictEqual(server.listening, true);
assert(server.address().port > 0);
order.push('sync');
setImmediate(() => assert.deepStrictEqual(order, ['sync', 'listening']));
