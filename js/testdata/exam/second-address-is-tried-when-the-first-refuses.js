'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end('from v4'); server.close(); }));
server.listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  const s = net.connect({
    host: 'x', port, autoSelectFamily: true,
    lookup: (h, o, cb) => process.nextTick(cb, null, [{ address: '127.0.0.2', family: 4 }, { address: '127.0.0.1', family: 4 }]),
  });
  const seen = [];
  s.on('connectionAttempt', (a) => seen.push(`attempt ${a}`));
  s.on('connectionAttemptFailed', (a) => seen.push(`failed ${a}`));
  s.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'from v4')));
  s.on('connect', mustCall(() => {
    assert.strictEqual(s.remoteAddress, '127.0.0.1');
    assert.deepStrictEqual(seen, ['attempt 127.0.0.2', 'failed 127.0.0.2', 'attempt 127.0.0.1']);
    assert.deepStrictEqual(s.autoSelectFamilyAttemptedAddresses, [`127.0.0.2:${port}`, `127.0.0.1:${port}`]);
  }));
}));
