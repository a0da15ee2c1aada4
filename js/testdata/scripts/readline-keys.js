'use strict';
// Keys out of what a terminal sends.

const readline = require('readline');
const { PassThrough } = require('stream');

const input = new PassThrough();
console.log(readline.emitKeypressEvents.length, readline.emitKeypressEvents(input));
input.emit('data', 'nobody listens');
input.on('keypress', (text, key) => console.log(JSON.stringify(text), JSON.stringify(key)));
for (const keys of ['a', 'A', '\r', '\n', '\t', '\x7f', '\b', '\x1b\x7f', ' ', '\x1b ', '\x01', '\x1a', '\x1b[A', '\x1bOA', '\x1b[1;5A', '\x1b[1;2D', '\x1b[Z', '\x1b[3~', '\x1b[2~', '\x1b[5~', '\x1b[6~', '\x1b[H', '\x1b[1~', '\x1b[7~', '\x1bOP', '\x1b[15~', '\x1b[24~', '\x1b[[A', '\x1b[3;5~', '\x1b[3^', '\x1b[3$', '\x1b[a', '\x1bOa', '\x1bb', '\x1bB', '\x1b1', '\x1b\x1b[A', 'é', '日', '😀', '1', '!', '\x1f', '\x00', '\x1b[99~', '\x1b[200~', '\x1b[201~', '\x1b[I', '\x1b[<0;1;1M', 'ab', '\x1b[1;9D', '\x1b\r', '\x1b\n', '\x1b\t', '\x1b\x01', '-', '\x1b[E', '\x1bOE', '\x1b[1;2P', '\x1b[11~']) input.emit('data', keys);
for (const keys of ['\x1b', '[', '1;', '5A', '\xc3', '\x1bO', 'Pq']) input.emit('data', keys);
input.emit('data', Buffer.from([0xc3]));
input.emit('data', Buffer.from([0xa9]));
input.emit('data', '\x1b');
setTimeout(() => input.emit('data', '\x1b\x1b'), 700);
setTimeout(() => input.emit('data', '\x1b['), 1500);
