'use strict';
// setEncoding and setDefaultEncoding with what is none.

const net = require('net');

const socket = new net.Socket();
for (const encoding of ['x', 'utf9', 1, {}, true, 'HEX', 'Latin1', undefined]) {
  for (const method of ['setEncoding', 'setDefaultEncoding']) {
    try {
      console.log(method, String(encoding), socket[method](encoding) === socket, socket.readableEncoding);
    } catch (error) {
      console.log(method, String(encoding), error.name, error.code, error.message);
    }
  }
}
