'use strict';
// pipe: a socket to itself, to another, from a readable, with end: false, unpipe.

const net = require('net');
const { PassThrough } = require('stream');

const echo = net.createServer({ allowHalfOpen: true }, (accepted) => {
  console.log('pipe returns the destination', accepted.pipe(accepted) === accepted);
}).listen(0, '127.0.0.1', () => {
  const { port } = echo.address();
  const proxy = net.createServer({ allowHalfOpen: true }, (accepted) => {
    const upstream = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    accepted.pipe(upstream).pipe(accepted);
  }).listen(0, '127.0.0.1', () => {
    const source = new PassThrough();
    const client = net.connect({ port: proxy.address().port, host: '127.0.0.1' });
    client.on('pipe', (from) => console.log('pipe event', from === source));
    client.on('unpipe', (from) => console.log('unpipe event', from === source));
    source.pipe(client, { end: false });
    let text = '';
    client.setEncoding('utf8').on('data', (part) => {
      text += part;
      if (text === 'one two ') {
        console.log('ended?', client.writableEnded);
        client.end('three');
      }
    });
    source.write('one ');
    source.end('two ');
    client.on('close', () => {
      console.log('text', text);
      const other = new PassThrough();
      const again = net.connect({ port, host: '127.0.0.1' });
      other.pipe(again);
      console.log('unpipe', other.unpipe(again) === other);
      again.end('direct');
      again.setEncoding('utf8').on('data', (part) => console.log('again', part)).on('close', () => {
        echo.close();
        proxy.close();
      });
    });
  });
});
