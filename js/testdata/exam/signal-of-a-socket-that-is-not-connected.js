'use strict';
const { expectsError, mustCall } = require('./harness');
const net = require('net');

const ac = new AbortController();
const s = new net.Socket({ signal: ac.signal });
s.on('error', expectsError({ name: 'AbortError', code: 'ABORT_ERR' }));
s.on('close', mustCall());
ac.abort();
