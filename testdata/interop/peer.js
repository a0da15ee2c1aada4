'use strict';
// One side of a case of interop_test.go, for real Node:
//   node peer.js server CASE (host | path)   prints its port or path, then the result
//   node peer.js client CASE (port | path)   prints the result
const net = require('node:net');
const crypto = require('node:crypto');

const [role, name, where] = process.argv.slice(2);
const BIG = 100 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'nodenet!');

const result = (text) => console.log(text);

// send writes size bytes, as fast as the other side reads.
function send(socket, size) {
  let left = size;
  const more = () => {
    while (left > 0) {
      const part = CHUNK.subarray(0, Math.min(left, CHUNK.length));
      left -= part.length;
      if (!socket.write(part)) return;
    }
    socket.off('drain', more);
    socket.end();
  };
  socket.on('drain', more);
  more();
}

// receive counts and hashes, with a pause now and then.
function receive(socket, label) {
  const hash = crypto.createHash('sha256');
  let total = 0;
  let pauses = 0;
  socket.on('data', (chunk) => {
    hash.update(chunk);
    total += chunk.length;
    if (total / (4 << 20) > pauses) {
      pauses++;
      socket.pause();
      setTimeout(() => socket.resume(), 2);
    }
  });
  socket.on('close', (hadError) => result(`${label} ${total} ${hash.digest('hex')} ${hadError}`));
}

function text(socket, label) {
  let all = '';
  socket.setEncoding('utf8');
  socket.on('data', (part) => { all += part; });
  socket.on('close', (hadError) => result(`${label} ${all} ${hadError}`));
}

const failure = (socket) => {
  let code = 'none';
  socket.on('error', (error) => { code = error.code; });
  socket.on('close', (hadError) => result(`reset ${code} ${hadError}`));
  socket.resume();
};

const server = {
  echo: (s) => s.pipe(s),
  'half-open': (s) => {
    let total = 0;
    s.on('data', (chunk) => { total += chunk.length; });
    s.on('end', () => s.end(`got ${total}`));
  },
  reset: (s) => s.on('data', () => s.resetAndDestroy()),
  'reset-by-client': failure,
  'big-down': (s) => send(s, BIG),
  'big-up': (s) => receive(s, 'big'),
  timeout: (s) => s.setTimeout(50, () => s.end('timeout')),
};

const client = {
  echo: (s) => { text(s, 'echo'); s.end('héllo'); },
  'half-open': (s) => { text(s, 'half-open'); s.end(Buffer.alloc(1000000)); },
  reset: (s) => { failure(s); s.write('x'); },
  'reset-by-client': (s) => s.on('connect', () => s.write('x', () => s.resetAndDestroy())),
  'big-down': (s) => receive(s, 'big'),
  'big-up': (s) => send(s, BIG),
  timeout: (s) => text(s, 'timeout'),
};

const target = /^\d+$/.test(where) ? { port: Number(where), host: '127.0.0.1' } : { path: where };
if (role === 'client') {
  client[name](net.connect({ ...target, allowHalfOpen: name === 'half-open' }));
} else {
  const listener = net.createServer({ allowHalfOpen: name === 'half-open' }, (s) => {
    listener.close();
    s.on('error', () => {});
    server[name](s);
  });
  listener.listen(target, () => {
    const address = listener.address();
    console.log(typeof address === 'string' ? address : address.port);
  });
}
