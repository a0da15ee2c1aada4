'use strict';
const { expectsError, mustCall, mustNotCall, pipe } = require('./harness');
const assert = require('assert');
const net = require('net');

const at = pipe();
const s = net.connect({ path: at }, mustNotCall());
s.on('error', expectsError({ code: 'ENOENT', syscall: 'connect', address: at, message: `connect ENOENT ${at}` }));
s.on('close', mustCall((hadError) => assert.strictEqual(hadError, true)));
