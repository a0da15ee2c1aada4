'use strict';
// Ten megabytes there and back arrive whole and in order.

const crypto = require('crypto');
const net = require('net');

const size = 10 * 1024 * 1024;
// A pattern whose length has nothing to do with that of chunks.
const data = Buffer.alloc(size, Buffer.from(Array.from({ length: 65537 }, (_, i) => Math.imul(i, 2654435761) >>> 24)));
const hash = (b) => crypto.createHash('sha256').update(b).digest('hex');

const server = net.createServer({ allowHalfOpen: true }, (accepted) => accepted.pipe(accepted)).listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' });
  const parts = [];
  client.end(data, () => console.log('finished', client.bytesWritten, client.writableLength));
  client.on('data', (part) => parts.push(part));
  client.on('end', () => {
    const back = Buffer.concat(parts);
    console.log(back.length, client.bytesRead, back.equals(data), hash(back) === hash(data));
    server.close();
  });
});
