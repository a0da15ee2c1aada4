'use strict';
// destroy() and destroy(err) on new sockets: 'close' gets no argument.
const { net, watch, log, call } = require('./record.js');

const client1 = watch(new net.Socket(), 'client1');
client1.on('close', (...a) => log('client1', `close-argument-count ${a.length}`));
call(client1, 'destroy');
const client2 = watch(new net.Socket(), 'client2');
call(client2, 'destroy', new Error('boom'));
