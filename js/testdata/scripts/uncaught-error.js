'use strict';
// An 'error' that nobody listens to ends the program with code 1.

const net = require('net');

process.on('exit', (code) => console.log('exit', code));
// Nobody else has the port, and nobody listens there.
const bound = new net.BoundSocket({ host: '127.0.0.1', port: 0 });
const socket = net.connect(bound.address().port, '127.0.0.1');
socket.on('close', () => console.log('close?'));
setTimeout(() => console.log('timer?', bound.address()), 10000);
