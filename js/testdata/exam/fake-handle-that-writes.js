'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { Buffer } = require('buffer');
const written = [];
const handle = {
  bytesWritten: 0,
  readStart: () => 0,
  readStop: () => 0,
  writeUtf8String: mustCall((req, text) => {
    written.push(text);
    return 0;
  }),
  writeLatin1String: mustCall((req, text) => {
    written.push(text);
    return 0;
  }),
  writeBuffer: mustCall((req, data) => {
    written.push(data.toString());
    return 0;
  }),
  shutdown: mustCall((req) => {
    assert.strictEqual(typeof req.oncomplete, 'function');
    setImmediate(() => req.oncomplete(0));
    return 0;
  }),
  close: mustCall((f) => setImmediate(f)),
};
const s = new net.Socket({ handle, allowHalfOpen: true, manualStart: true });
s.write('one', 'utf8', mustCall((err) => {
  assert.ifError(err);
  s.write(Buffer.from('two'), mustCall(() => {
    s.write('three', 'latin1');
    s.end(mustCall(() => {
      assert.deepStrictEqual(written, ['one', 'two', 'three']);
      s.destroy();
    }));
  }));
}));
