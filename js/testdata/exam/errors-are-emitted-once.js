'use strict';
const { mustCall, pair } = require('./harness');

pair((client, peer) => {
  peer.resetAndDestroy();
  client.on('error', mustCall());
  client.on('close', mustCall());
  setTimeout(() => {
    client.write('a');
    client.write('b');
    client.destroy(new Error('again'));
  }, 30);
  client.resume();
});
