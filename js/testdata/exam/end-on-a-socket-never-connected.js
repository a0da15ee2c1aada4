'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
s.on('finish', mustCall());
s.on('close', mustNotCall());
s.end(mustCall((err) => assert.ifError(err)));
