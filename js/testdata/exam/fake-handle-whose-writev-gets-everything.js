'use strict';
const { mustCall, mustSucceed } = require('./harness');
const assert = require('assert');
const net = require('net');

const handle = {
  readStart: () => 0,
  readStop: () => 0,
  writev: mustCall((req, chunks, allBuffers) => {
    assert.strictEqual(allBuffers, false);
    assert.deepStrictEqual(chunks, ['a', 'utf8', 'b', 'utf8']);
    return 0;
  }),
  close: mustCall((f) => setImmediate(f)),
};
const s = new net.Socket({ handle, manualStart: true });
s.cork();
s.write('a', mustSucceed());
s.write('b', mustSucceed(() => s.destroy()));
s.uncork();
