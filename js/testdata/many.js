'use strict';
// An echo server for very many connections at once, and what each of them costs.
//
//   many.js CONNECTIONS WAVES
//
// It prints its port, then for each wave how many connections were open at once and that all
// have gone, and ends after the last wave. The clients are in many_linux_test.go.

const net = require('net');

const wanted = Number(process.argv[2]);
let waves = Number(process.argv[3]);
let open = 0;
let failed = 0;
let atFirst = 0;

const server = net.createServer((socket) => {
  open++;
  socket.on('data', (chunk) => socket.write(chunk));
  socket.on('error', () => failed++);
  socket.on('close', () => {
    if (--open > 0) return;
    console.log(`closed, ${failed} failed`);
    if (--waves === 0) server.close();
  });
  if (open === wanted) {
    const bytes = process.memoryUsage().rss - atFirst;
    console.log(`open ${open}, ${Math.round(bytes / wanted)} bytes of memory each`);
  }
});
server.listen(0, '0.0.0.0', 4096, () => {
  atFirst = process.memoryUsage().rss;
  console.log(server.address().port);
});
