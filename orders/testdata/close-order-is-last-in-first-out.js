'use strict';
// Three sockets destroyed in one tick: in which order their 'close' comes.
const { net, log, serve, later } = require('./record.js');

const list = [];
const server = serve({ keep: true, quiet: true, accepted: { skip: ['close'] } }, (accepted) => {
  accepted.resume();
  list.push(accepted);
  if (list.length === 3) {
    server.close();
    later(() => {
      list.forEach((a, i) => {
        a.on('close', () => log('order', `socket${i + 1} close`));
        a.destroy();
      });
      process.nextTick(() => log('order', 'next-tick'));
      setImmediate(() => log('order', 'immediate'));
    }, 30);
  }
}, (address) => {
  for (let i = 0; i < 3; i++) net.connect(address).resume();
});
