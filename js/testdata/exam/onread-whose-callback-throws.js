'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

const wrong = new Error('in callback');
process.on('uncaughtException', mustCall((err) => {
  assert.strictEqual(err, wrong);
  process.exit(0);
}));
pair({ client: { onread: { buffer: Buffer.alloc(4), callback: () => { throw wrong; } } } }, (client, peer) => {
  peer.end('x');
});
