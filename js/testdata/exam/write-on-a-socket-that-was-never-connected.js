'use strict';
const { expectsError, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
s.on('error', expectsError({ code: 'ERR_SOCKET_CLOSED', message: 'Socket is closed' }));
s.on('close', mustCall((hadError) => assert.strictEqual(hadError, undefined)));
s.write('x', mustCall((err) => assert.strictEqual(err.code, 'ERR_SOCKET_CLOSED')));
