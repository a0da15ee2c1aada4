'use strict';
const { expectsError, mustNotCall, pipe } = require('./harness');
const net = require('net');

// A path that is bound is not permitted where connect would say ENOENT.
const at = pipe() + '-none/socket';
const s = net.createServer(mustNotCall());
s.listen(at, mustNotCall());
s.on('error', expectsError({ code: 'EACCES', syscall: 'listen', address: at, port: -1, message: `listen EACCES: permission denied ${at}` }));
s.on('close', mustNotCall());
