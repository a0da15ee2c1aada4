'use strict';
// new Socket with wrong options, word for word.

const net = require('net');

function attempt(label, options) {
  try {
    const socket = new net.Socket(options);
    console.log(label, 'taken', socket.allowHalfOpen, socket.readableHighWaterMark, socket.writableHighWaterMark, socket.readable, socket.writable);
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

attempt('none');
attempt('null', null);
attempt('undefined', undefined);
for (const options of [true, 'x', 1.5, -1, -5]) attempt(`${typeof options} ${options}`, options);
for (const options of [
  {}, { allowHalfOpen: true }, { allowHalfOpen: 1 }, { allowHalfOpen: 'yes' }, { highWaterMark: 10 }, { highWaterMark: -1 }, { highWaterMark: 'x' },
  { readableHighWaterMark: 7 }, { writableHighWaterMark: 9 }, { readable: false }, { writable: false }, { readable: true, writable: false },
  { objectMode: true }, { readableObjectMode: true }, { writableObjectMode: true }, { noDelay: 'x' }, { keepAlive: 'x' },
  { keepAliveInitialDelay: 'x' }, { keepAliveInitialDelay: -1 }, { signal: 1 }, { signal: {} }, { signal: null }, { onread: 1 }, { onread: {} },
  { onread: { buffer: 1, callback: 1 } }, { onread: null }, { blockList: {} }, { blockList: 1 }, { fd: -1 }, { fd: 'x' }, { fd: 99999 },
  { fd: 1.5 }, { typeOfService: -1 }, { typeOfService: 256 }, { typeOfService: 'x' }, { typeOfService: 1.5 },
  { typeOfService: 255 }, { decodeStrings: true }, { encoding: 'utf8' }, { defaultEncoding: 'hex' }, { autoDestroy: false }, { emitClose: false },
]) {
  attempt(JSON.stringify(options), options);
}
attempt('onread without a callback', { onread: { buffer: Buffer.alloc(4) } });
attempt('onread without a buffer', { onread: { callback() {} } });
attempt('blockList', { blockList: new net.BlockList() });
