'use strict';
// A long text of characters of one to four bytes comes out whole, however it was cut.

const net = require('net');

const text = 'aé€😀'.repeat(60_000);
const server = net.createServer((accepted) => {
  const bytes = Buffer.from(text);
  let at = 0;
  const send = () => {
    while (at < bytes.length) {
      const part = bytes.subarray(at, at + 1 + (at * 31) % 4999);
      at += part.length;
      if (!accepted.write(part)) return accepted.once('drain', send);
    }
    accepted.end();
  };
  send();
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  let got = '';
  client.setEncoding('utf8').on('data', (part) => {
    got += part;
  });
  client.on('end', () => {
    console.log(got === text, got.length, client.bytesRead, got.includes('\ufffd'));
    server.close();
  });
});
