'use strict';
// The first address accepts nothing (full backlog), the attempt times out after
// autoSelectFamilyAttemptTimeout and the second address is tried and works.
// A worker thread listens on 127.0.0.2 and then blocks for a second.
const { net, watch, call, props, serve } = require('./record.js');

const { Worker } = require('node:worker_threads');

serve({}, null, ({ port }, server) => {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const w = new Worker(`
    const net = require('node:net');
    const { parentPort, workerData } = require('node:worker_threads');
    const s = net.createServer().listen({ port: workerData.port, host: '127.0.0.2', backlog: 1 }, () => {
      parentPort.postMessage('up');
      setImmediate(() => { Atomics.wait(workerData.stop, 0, 0, 1500); process.exit(0); });
    });
  `, { eval: true, workerData: { port, stop } });
  const fillers = [];
  w.once('message', () => setTimeout(() => {
    for (let i = 0; i < 8; i++) {
      const f = net.connect(port, '127.0.0.2');
      f.on('error', () => {});
      fillers.push(f);
    }
    setTimeout(go, 50);
  }, 30));
  function go() {
    const client = net.connect({
      port, host: 'example.test', autoSelectFamilyAttemptTimeout: 50,
      lookup(host, opts, done) {
        setImmediate(() => done(null, [{ address: '127.0.0.2', family: 4 }, { address: '127.0.0.1', family: 4 }]));
      },
    });
    watch(client, 'client');
    client.once('ready', () => {
      props(client, 'remoteAddress', 'autoSelectFamilyAttemptedAddresses');
      call(client, 'end');
    });
    client.once('close', () => {
      for (const f of fillers) f.destroy();
      Atomics.store(stop, 0, 1);
      Atomics.notify(stop, 0);
      w.terminate();
    });
  }
});
