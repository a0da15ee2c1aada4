'use strict';
// Two sockets destroyed with errors in one tick: all 'error' events, then the 'close's.
const { net, log, serve, later } = require('./record.js');

const list = [];
const server = serve({ keep: true, quiet: true, accepted: { skip: ['close', 'error'] } }, (accepted) => {
  accepted.resume();
  list.push(accepted);
  if (list.length === 2) {
    server.close();
    later(() => {
      list.forEach((a, i) => {
        a.on('error', (e) => log('order', `socket${i + 1} error ${e.message}`));
        a.on('close', (h) => log('order', `socket${i + 1} close ${h}`));
        a.destroy(new Error(`boom${i + 1}`));
      });
    }, 30);
  }
}, (address) => {
  for (let i = 0; i < 2; i++) net.connect(address).resume();
});
