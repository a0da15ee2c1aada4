'use strict';
// The async iterator of a socket without for await: next, return.

const net = require('net');

const server = net.createServer((accepted) => {
  accepted.on('error', () => {});
  accepted.write('first');
  accepted.on('data', () => accepted.write('second'));
}).listen(0, '127.0.0.1', async () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('close', () => console.log('close'));
  const iterator = client[Symbol.asyncIterator]();
  console.log(typeof iterator.next, typeof iterator.return, typeof iterator.throw, iterator[Symbol.asyncIterator]() === iterator);
  const one = await iterator.next();
  console.log(one.done, String(one.value));
  client.write('go on');
  const two = await iterator.next();
  console.log(two.done, String(two.value));
  const end = await iterator.return('bye');
  console.log(end.done, end.value, client.destroyed);
  const after = await iterator.next();
  console.log(after.done, after.value);
  server.close();
});
