'use strict';
// The option signal of connect and of new Socket.

const net = require('net');

const show = (error) => `${error.name} ${error.code} ${JSON.stringify(error.message)} cause ${error.cause && (error.cause.name || error.cause)}`;
function watch(label, socket, done) {
  socket.on('connect', () => console.log(label, 'connect'));
  socket.on('error', (error) => console.log(label, 'error', show(error)));
  socket.on('close', (hadError) => {
    console.log(label, 'close', hadError, socket.destroyed);
    done();
  });
  socket.resume();
}

const server = net.createServer((accepted) => accepted.resume().on('error', () => {})).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const one = new AbortController();
  watch('connecting', net.connect({ port, host: '127.0.0.1', signal: one.signal }), () => {
    const two = new AbortController();
    const socket = net.connect({ port, host: '127.0.0.1', signal: two.signal });
    socket.on('connect', () => two.abort(new RangeError('my reason')));
    watch('connected', socket, () => {
      watch('created aborted', new net.Socket({ signal: AbortSignal.abort() }), () => {
        const three = new AbortController();
        const fresh = new net.Socket({ signal: three.signal });
        watch('never connected', fresh, () => server.close());
        three.abort();
        console.log('after abort', fresh.destroyed);
      });
    });
  });
  one.abort();
});
