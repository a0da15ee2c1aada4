'use strict';
const { mustCall, mustSucceed } = require('./harness');
const assert = require('assert');
const net = require('net');

const handle = {
  readStart: () => 0,
  readStop: () => 0,
  writev: mustCall((req, chunks, allBuffers) => {
    assert.strictEqual(allBuffers, true);
    assert.deepStrictEqual(chunks.map(String), ['a', 'b', 'c']);
    return 0;
  }),
  close: mustCall((f) => setImmediate(f)),
};
const s = new net.Socket({ handle, manualStart: true });
s.cork();
for (const c of 'abc') s.write(Buffer.from(c), mustSucceed());
s.uncork();
setImmediate(() => s.destroy());
