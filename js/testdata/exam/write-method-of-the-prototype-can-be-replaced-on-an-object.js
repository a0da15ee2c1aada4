'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const write = client._write;
  client._write = mustCall(function(chunk, encoding, cb) {
    assert.strictEqual(this, client);
    assert.strictEqual(chunk, 'x');
    assert.strictEqual(encoding, 'utf8');
    write.call(this, 'y', encoding, cb);
  });
  client.write('x', mustCall(() => client.end()));
  peer.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'y')));
});
