'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = net.Socket();
assert(s instanceof net.Socket);
assert(s instanceof require('stream').Duplex);
const t = net.Socket({ allowHalfOpen: true });
assert.strictEqual(t.allowHalfOpen, true);
assert(net.Server() instanceof net.Server);
assert(net.Server() instanceof require('events'));
assert.strictEqual(net.Stream, net.Socket);
assert.strictEqual(net.connect, net.createConnection);
