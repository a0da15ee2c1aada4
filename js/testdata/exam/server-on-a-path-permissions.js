'use strict';
const { mustCall, pipe } = require('./harness');
const assert = require('assert');
const fs = require('fs');
const net = require('net');

const modes = [[{}, null], [{ readableAll: true }, 0o444], [{ writableAll: true }, 0o222], [{ readableAll: true, writableAll: true }, 0o666]];
for (const [options, bits] of modes) {
  const at = pipe();
  const server = net.createServer().listen({ path: at, ...options }, mustCall(() => {
    if (bits !== null) assert.strictEqual(fs.statSync(at).mode & bits, bits);
    server.close();
  }));
}
