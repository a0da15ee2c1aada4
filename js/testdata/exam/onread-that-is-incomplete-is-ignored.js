'use strict';
const { mustCall, pair } = require('./harness');

for (const onread of [{}, { buffer: Buffer.alloc(1) }, { callback() {} }, { buffer: 'x', callback() {} }]) {
  pair({ client: { onread } }, (client, peer) => {
    client.on('data', mustCall());
    peer.end('x');
  });
}
