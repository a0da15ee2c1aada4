'use strict';
// Both addresses accept nothing: what the last attempt's timeout does (nothing fires
// for the last one: the kernel decides). The socket is destroyed after 250 ms.
const { net, watch, call, props, quiet } = require('./record.js');

const { Worker } = require('node:worker_threads');

const stop = new Int32Array(new SharedArrayBuffer(4));
const w = new Worker(`
  const net = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const s = net.createServer().listen({ port: 0, host: '127.0.0.2', backlog: 1 }, () => {
    const port = s.address().port;
    net.createServer().listen({ port, host: '127.0.0.3', backlog: 1 }, () => {
      parentPort.postMessage(port);
      setImmediate(() => { Atomics.wait(workerData, 0, 0, 1500); process.exit(0); });
    });
  });
`, { eval: true, workerData: stop });
const fillers = [];
w.once('message', (port) => setTimeout(() => {
  for (let i = 0; i < 8; i++) {
    for (const h of ['127.0.0.2', '127.0.0.3']) {
      const f = net.connect(port, h);
      f.on('error', () => {});
      fillers.push(f);
    }
  }
  setTimeout(() => go(port), 50);
}, 30));
function go(port) {
  const client = net.connect({
    port, host: 'example.test', autoSelectFamilyAttemptTimeout: 40,
    lookup(host, opts, done) {
      setImmediate(() => done(null, [{ address: '127.0.0.2', family: 4 }, { address: '127.0.0.3', family: 4 }]));
    },
  });
  watch(client, 'client');
  quiet(250, 'client').then(() => {
    props(client, 'readyState', 'connecting', 'autoSelectFamilyAttemptedAddresses');
    call(client, 'destroy');
  });
  client.once('close', () => {
    for (const f of fillers) f.destroy();
    Atomics.store(stop, 0, 1);
    Atomics.notify(stop, 0);
    w.terminate();
  });
}
