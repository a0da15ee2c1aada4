'use strict';
// 'data': Buffers that belong to the listener, counts, what flows when.

const net = require('net');

const server = net.createServer((accepted) => {
  console.log('before a listener', accepted.readableFlowing, accepted.isPaused());
  const kept = [];
  accepted.on('data', function(chunk) {
    kept.push(chunk);
    console.log(Buffer.isBuffer(chunk), chunk.constructor.name, chunk.length, this === accepted, accepted.bytesRead);
    accepted.write('more');
  });
  console.log('after', accepted.readableFlowing, accepted.isPaused(), accepted.readableDidRead);
  accepted.on('end', () => {
    console.log('end', kept.join('|'), accepted.readableEnded, accepted.readable, accepted.bytesRead);
    console.log('kept ones are not changed', kept[0] !== kept[1], kept[0].buffer !== kept[1].buffer || kept[0].byteOffset !== kept[1].byteOffset);
  });
  accepted.on('close', () => {
    console.log('close', accepted.bytesRead, accepted.readableDidRead, accepted.readableLength);
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  const parts = ['one', 'two', 'three'];
  const client = net.connect(server.address().port, '127.0.0.1');
  const send = () => (parts.length ? client.write(parts.shift()) : client.end());
  client.on('data', send);
  send();
});
