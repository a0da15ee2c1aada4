'use strict';
const { mustCall, pair } = require('./harness');

pair((client, peer) => {
  let n = 0;
  client.setTimeout(20);
  client.on('timeout', mustCall(() => {
    if (++n === 1) client.write('more');
    else client.destroy();
  }, 2));
  peer.resume();
});
