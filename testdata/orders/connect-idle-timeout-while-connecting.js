'use strict';
// socket.setTimeout(50) while the peer does not accept: 'timeout' comes, and the
// socket keeps connecting.
const { net, watch, call, props, quiet } = require('./record.js');

const { Worker } = require('node:worker_threads');

const stop = new Int32Array(new SharedArrayBuffer(4));
const w = new Worker(`
  const net = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const s = net.createServer().listen({ port: 0, host: '127.0.0.2', backlog: 1 }, () => {
    parentPort.postMessage(s.address().port);
    setImmediate(() => { Atomics.wait(workerData, 0, 0, 1500); process.exit(0); });
  });
`, { eval: true, workerData: stop });
const fillers = [];
w.once('message', (port) => setTimeout(() => {
  for (let i = 0; i < 8; i++) {
    const f = net.connect(port, '127.0.0.2');
    f.on('error', () => {});
    fillers.push(f);
  }
  setTimeout(() => go(port), 50);
}, 30));
function go(port) {
  const client = net.connect({ port, host: '127.0.0.2', timeout: 60 });
  watch(client, 'client');
  client.once('timeout', () => {
    props(client, 'readyState', 'connecting', 'destroyed', 'timeout');
    quiet(150, 'client').then(() => call(client, 'destroy'));
  });
  client.once('close', () => {
    for (const f of fillers) f.destroy();
    Atomics.store(stop, 0, 1);
    Atomics.notify(stop, 0);
    w.terminate();
  });
}
