'use strict';
const { expectsError, mustCallAtLeast, mustNotCall } = require('./harness');
const net = require('net');

const s = net.connect({ port: 1, host: '127.0.0.1', signal: AbortSignal.abort() }, mustNotCall());
s.on('error', expectsError({ code: 'ABORT_ERR', name: 'AbortError', message: 'The operation was aborted' }));
s.on('close', mustCallAtLeast());
