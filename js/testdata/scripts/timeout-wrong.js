'use strict';
// setTimeout with wrong arguments, and how times are taken.

const net = require('net');

const socket = new net.Socket();
for (const args of [
  ['x'], [null], [undefined], [{}], [true], [-1], [NaN], [Infinity], [-Infinity], ['100'], [1n], [], [100, 'callback'], [100, {}], [100, null],
  [100, undefined], [1.5], [0], [0, () => {}], [2 ** 31 - 1],
]) {
  const label = args.map((a) => (typeof a === 'string' ? JSON.stringify(a) : String(a))).join(', ');
  try {
    socket.setTimeout(...args);
    console.log(label, 'taken', socket.timeout, socket.listenerCount('timeout'));
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}
socket.setTimeout(0);
