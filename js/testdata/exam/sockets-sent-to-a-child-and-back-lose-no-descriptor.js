'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');
const fs = require('fs');
const { fork } = require('child_process');

// Connections go to a child; some come back, some end there, some are destroyed.
const total = Number(process.env.TRANSFERS || 300);
const open = () => fs.readdirSync('/proc/self/fd').length;

if (!fs.existsSync('/proc/self/fd')) process.exit();
if (process.argv[2] === 'child') {
  let before;
  process.on('message', (m, socket) => {
    if (m === 'begin') {
      before = open();
      process.send('begun');
    } else if (m === 'end') {
      const settled = () => (open() > before ? setTimeout(settled, 10) : process.disconnect());
      settled();
    } else {
      assert.ok(socket, `no socket with ${m}`);
      socket.on('error', () => {});
      if (m % 3 === 0) process.send(m, socket);
      else if (m % 3 === 1) socket.resume().end('child');
      else socket.destroy();
    }
  });
} else {
  const child = fork(__filename, ['child']);
  let before, sent = 0, left = total;
  const server = net.createServer({ pauseOnConnect: true }, mustCall((socket) => {
    socket.on('close', () => assert.fail('a socket that was sent has no close'));
    child.send(sent++, socket);
  }, total));
  const client = () => net.connect(server.address().port, '127.0.0.1').resume().on('error', () => {}).on('close', () => {
    if (--left >= 20) client();
    if (left > 0) return;
    server.close();
    const settled = () => (open() > before ? setTimeout(settled, 10) : child.send('end'));
    settled();
  });
  child.on('message', (m, socket) => {
    if (socket) {
      socket.on('error', () => {});
      socket.resume().end('parent');
      return;
    }
    before = open();
    server.listen(0, '127.0.0.1', () => { for (let i = 0; i < Math.min(20, total); i++) client(); });
  });
  child.on('exit', mustCall((code) => assert.strictEqual(code, 0)));
  child.send('begin');
}
