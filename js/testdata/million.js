'use strict';
// A million messages there and back through an echo server, and what is left of them in memory.
//
//   million.js [MESSAGES [CONNECTIONS]]
//
// The growth is that of the least heap seen in the last tenth over the least in the second
// tenth: what a collector has not got to yet does not count.

const net = require('net');

const wanted = Number(process.argv[2] || 1_000_000);
const connections = Number(process.argv[3] || 50);
const message = Buffer.alloc(64, 'm');
const tenth = wanted / 10;
const least = new Array(10).fill(Infinity);
const step = Math.max(1, Math.floor(wanted / 1000));
let sent = 0;
let done = 0;

const server = net.createServer((socket) => socket.on('data', (chunk) => socket.write(chunk)));
server.listen(0, '127.0.0.1', () => {
  const start = Date.now();
  for (let i = 0; i < connections; i++) client(start);
});

function client(start) {
  const socket = net.connect(server.address().port, '127.0.0.1');
  let heard = 0;
  const next = () => {
    if (sent === wanted) return socket.end();
    sent++;
    socket.write(message);
  };
  socket.on('connect', next);
  socket.on('data', (chunk) => {
    heard += chunk.length;
    if (heard < message.length) return;
    heard -= message.length;
    if (++done % step === 0) {
      const part = Math.min(9, Math.floor((done - 1) / tenth));
      least[part] = Math.min(least[part], process.memoryUsage().heapUsed);
    }
    if (done === wanted) report(start);
    next();
  });
}

function report(start) {
  const seconds = (Date.now() - start) / 1000;
  console.log(`messages ${done}`);
  console.log(`per second ${Math.round(done / seconds)}`);
  console.log(`heap growth ${((least[9] - least[1]) / 1e6).toFixed(1)} MB`);
  server.close();
}
