'use strict';
// What write and end take and what they throw for; the bytes that arrive.

const net = require('net');

const server = net.createServer((accepted) => {
  let text = '';
  accepted.setEncoding('hex').on('data', (part) => {
    text += part;
  }).on('end', () => {
    console.log(text);
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    const attempt = (label, ...args) => {
      const before = client.bytesWritten;
      try {
        console.log(label, client.write(...args), client.bytesWritten - before);
      } catch (error) {
        console.log(label, error.name, error.code, error.message);
      }
    };
    attempt('string', 'aé');
    attempt('empty string', '');
    attempt('Buffer', Buffer.from([1, 2]));
    attempt('empty Buffer', Buffer.alloc(0));
    attempt('Uint8Array', new Uint8Array([3, 4]));
    attempt('Uint16Array', new Uint16Array([0x0506]));
    attempt('Float64Array', new Float64Array([1]));
    attempt('DataView', new DataView(new ArrayBuffer(2)));
    attempt('part of an ArrayBuffer', new Uint8Array(new ArrayBuffer(8), 6, 1));
    attempt('ArrayBuffer', new ArrayBuffer(2));
    for (const value of [null, undefined, 1, true, {}, [], [1], () => {}, Symbol('s'), 1n, new String('s')]) {
      attempt(`${typeof value} ${String(value)}`, value);
    }
    attempt('hex', 'ff0', 'hex');
    attempt('HEX', 'fe', 'HEX');
    attempt('base64', '/f8=', 'base64');
    attempt('base64url', '_f8', 'base64url');
    attempt('latin1', 'é', 'latin1');
    attempt('binary', 'è', 'binary');
    attempt('ascii', 'é', 'ascii');
    attempt('utf16le', 'a€', 'utf16le');
    attempt('ucs2', 'b', 'ucs2');
    attempt('utf-8', 'ö', 'utf-8');
    attempt('Buffer and an encoding', Buffer.from('z'), 'hex');
    attempt('unknown encoding', 'x', 'nothing');
    attempt('encoding 1', 'x', 1);
    attempt('encoding null', 'x', null);
    attempt('lone surrogate', '\ud83d');
    attempt('callback that is none', 'x', 'utf8', 'callback');
    client.end();
  });
});
