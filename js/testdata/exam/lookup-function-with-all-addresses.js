'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect({
    host: 'x', port: server.address().port,
    lookup: mustCall((host, options, cb) => {
      assert.strictEqual(options.all, true);
      setImmediate(cb, null, [{ address: '127.0.0.1', family: 4 }]);
    }),
  });
  s.on('lookup', mustCall((...args) => assert.deepStrictEqual(args, [null, '127.0.0.1', 4, 'x'])));
  s.on('connect', mustCall(() => assert.strictEqual(s.autoSelectFamilyAttemptedAddresses, undefined)));
  s.resume();
}));
