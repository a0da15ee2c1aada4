'use strict';
const { mustCall, pipe } = require('./harness');
const assert = require('assert');
const net = require('net');

const at = pipe();
const server = net.createServer(mustCall((c) => {
  assert.throws(() => c.resetAndDestroy(), { code: 'ERR_INVALID_HANDLE_TYPE', name: 'TypeError', message: 'This handle type cannot be sent' });
  c.end();
  server.close();
})).listen(at, mustCall(() => net.connect(at).resume()));
