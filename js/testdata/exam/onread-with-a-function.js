'use strict';
const { mustCall, mustCallAtLeast, pair } = require('./harness');
const assert = require('assert');

let asked = 0;
let got = '';
pair({ client: { onread: {
  buffer: mustCallAtLeast(() => { asked++; return new Uint8Array(8); }),
  callback: mustCallAtLeast((n, buf) => {
    assert(buf instanceof Uint8Array);
    assert(n <= 8);
    got += Buffer.from(buf.buffer, 0, n);
  }),
} } }, (client, peer) => {
  client.on('end', mustCall(() => {
    assert.strictEqual(got, '0123456789');
    assert(asked >= 2);
  }));
  peer.end('0123456789');
  peer.resume();
});
