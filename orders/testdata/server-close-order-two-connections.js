'use strict';
// 'close' of the server against 'close' of its two accepted sockets.
const { net, log, serve, later } = require('./record.js');

let n = 0;
const list = [];
const server = serve({ many: true, quiet: true, accepted: { skip: ['close'] } }, (accepted) => {
  const name = `accepted${++n}`;
  list.push(accepted);
  accepted.on('close', () => log('order', `${name} close`));
  if (n === 2) {
    server.close(() => log('order', 'server close-callback'));
    later(() => {
      for (const [i, a] of list.entries()) {
        log('order', `call-accepted${i + 1}.destroy`);
        a.destroy();
      }
      process.nextTick(() => log('order', 'next-tick'));
      setImmediate(() => log('order', 'immediate'));
    }, 40);
  }
}, (address) => {
  net.connect(address).resume();
  net.connect(address).resume();
});
server.on('close', () => log('order', 'server close'));
