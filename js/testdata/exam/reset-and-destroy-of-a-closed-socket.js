'use strict';
const { expectsError } = require('./harness');
const net = require('net');

const s = new net.Socket();
s.on('error', expectsError({ code: 'ERR_SOCKET_CLOSED', name: 'Error', message: 'Socket is closed' }));
s.resetAndDestroy();
