'use strict';
const { expectsError, mustNotCall, pipe } = require('./harness');
const fs = require('fs');
const net = require('net');

const at = pipe();
fs.writeFileSync(at, '');
net.connect(at, mustNotCall()).on('error', expectsError({ code: 'ECONNREFUSED', syscall: 'connect', address: at }));
