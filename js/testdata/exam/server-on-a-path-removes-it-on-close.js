'use strict';
const { mustCall, pipe } = require('./harness');
const assert = require('assert');
const fs = require('fs');
const net = require('net');

const at = pipe();
const server = net.createServer().listen(at, mustCall(() => {
  assert.strictEqual(fs.existsSync(at), true);
  assert.strictEqual(fs.statSync(at).isSocket(), true);
  server.close(mustCall(() => assert.strictEqual(fs.existsSync(at), false)));
}));
