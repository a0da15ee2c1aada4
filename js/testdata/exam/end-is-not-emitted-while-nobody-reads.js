'use strict';
const { mustCall, mustNotCall, pair } = require('./harness');

pair((client, peer) => {
  peer.end('x');
  client.on('end', mustNotCall());
  client.on('close', mustCall());
  setTimeout(() => client.destroy(), 40);
  peer.on('error', () => {});
  peer.resume();
});
