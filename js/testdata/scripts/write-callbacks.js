'use strict';
// The callbacks of write: their order, when they come, what they get.

const net = require('net');

const server = net.createServer((accepted) => accepted.resume()).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  const say = (label) => (...args) => console.log(label, args.length, args[0]);
  client.write('before connect', say('before connect'));
  client.on('connect', () => {
    console.log('connect');
    client.write('1', say('write 1'));
    client.write('2', 'utf8', say('write 2'));
    client.write('3', null, say('write 3'));
    client.write('', say('empty'));
    client.write(Buffer.from('4'), say('write 4'));
    process.nextTick(() => console.log('tick'));
    console.log('called', client.writableLength, client.bytesWritten);
    client.end('last', () => {
      console.log('end callback', client.writableFinished);
      client.write('late', (error) => console.log('late', error.code, error.message));
    });
    client.once('finish', () => console.log('finish'));
  });
  client.on('error', (error) => console.log('error', error.code));
  client.on('close', (hadError) => {
    console.log('close', hadError);
    client.write('later', (error) => console.log('later', error.code, error.message));
    server.close();
  });
});
