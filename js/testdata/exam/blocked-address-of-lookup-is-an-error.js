'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const list = new net.BlockList();
list.addSubnet('127.0.0.0', 8);
const s = net.connect({ port: 1, host: 'x', blockList: list, lookup: (h, o, cb) => setImmediate(cb, null, [{ address: '127.0.0.1', family: 4 }]) }, mustNotCall());
s.on('error', mustCall((err) => assert.strictEqual(err.code, 'ERR_IP_BLOCKED')));
