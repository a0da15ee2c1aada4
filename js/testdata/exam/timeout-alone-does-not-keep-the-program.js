'use strict';
const { mustNotCall } = require('./harness');
const net = require('net');

const s = new net.Socket();
s.setTimeout(100000, mustNotCall());
