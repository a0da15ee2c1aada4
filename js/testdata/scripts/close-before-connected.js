'use strict';
// A socket that is destroyed before it has connected emits 'close' in the closing phase,
// after the immediates of its turn. One that has nothing to close does so at once.

const net = require('net');

const destroyed = {
  'a new socket': () => new net.Socket().destroy(),
  'to an address': () => net.connect(1, '127.0.0.1').destroy(),
  'to an address, with an error': () => net.connect(1, '127.0.0.1').destroy(new Error('mine')),
  'to a name': () => net.connect(1, 'localhost').destroy(),
  'to a name that is looked up': () => net.connect({ port: 1, host: 'x', lookup() {} }).destroy(),
  'to a path': () => net.connect('/nowhere').destroy(),
  'reset': () => net.connect(1, '127.0.0.1').resetAndDestroy(),
  'in a tick': () => { const s = net.connect(1, '127.0.0.1'); process.nextTick(() => s.destroy()); return s; },
};

(async () => {
  for (const [name, make] of Object.entries(destroyed)) {
    console.log('--', name);
    await new Promise((resolve) => {
      let left = 2;
      const done = () => --left === 0 && resolve();
      make().on('error', (err) => console.log('error', err.message)).on('close', () => { console.log('close'); done(); });
      process.nextTick(() => console.log('tick'));
      setImmediate(() => {
        console.log('immediate');
        setImmediate(() => { console.log('next immediate'); done(); });
      });
    });
  }
})();
