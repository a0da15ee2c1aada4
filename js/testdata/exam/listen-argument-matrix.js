'use strict';
const { mustCall, mustSucceed } = require('./harness');
const assert = require('assert');
const net = require('net');

const forms = [
  [], [0], ['0'], [null], [undefined], [{ port: 0 }], [{ port: '0' }], [{ port: null }], [{ port: undefined }],
  [0, '127.0.0.1'], [0, undefined], [0, null], [0, 5], [0, '127.0.0.1', 5], [0, 'localhost'],
  [{ port: 0, host: 'localhost' }], [{ port: 0, host: '127.0.0.1', backlog: 3 }], [{ port: 0, exclusive: true }],
  [' 0 '], ['0x0'], [0, ''], [{ port: 0, host: '' }],
];
for (const form of forms) {
  for (const withCallback of [true, false]) {
    const server = net.createServer();
    const done = mustCall(() => {
      assert.strictEqual(server.listening, true);
      assert(server.address().port > 0);
      server.close(mustSucceed());
    });
    if (!withCallback) server.on('listening', done);
    assert.strictEqual(server.listen(...form, ...(withCallback ? [done] : [])), server);
  }
}
