'use strict';
// stream.finished on sockets: after a good end, an early close, an error.

const net = require('net');
const { finished } = require('stream');

const server = net.createServer((accepted) => {
  accepted.on('error', () => {});
  accepted.on('data', (command) => {
    if (String(command) === 'end') accepted.end('ok');
    else accepted.resetAndDestroy();
  });
}).listen(0, '127.0.0.1', async () => {
  const connect = () => net.connect(server.address().port, '127.0.0.1');
  const outcome = (socket, options = {}) => new Promise((resolve) => {
    finished(socket, options, (error) => resolve(error ? `${error.code} ${error.message}` : error));
  });

  const good = connect();
  good.write('end');
  good.resume();
  console.log('good', await outcome(good));
  console.log('good, after it', await outcome(good));

  const half = connect();
  half.end('end');
  console.log('writable only', await outcome(half, { readable: false }));
  half.destroy();

  const reset = connect();
  reset.write('reset');
  reset.resume();
  console.log('reset', await outcome(reset));

  const early = connect();
  early.on('connect', () => early.destroy());
  console.log('early', await outcome(early));

  const failed = connect();
  failed.on('connect', () => failed.destroy(new Error('mine')));
  console.log('failed', await outcome(failed));

  const cleanup = finished(connect().on('connect', function() {
    cleanup();
    this.destroy();
    console.log('cleaned up');
    server.close();
  }), () => console.log('called?'));
});
