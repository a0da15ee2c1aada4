'use strict';
const { mustCall, mustSucceed, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const write = client._handle.writeUtf8String;
  assert.strictEqual(typeof write, 'function');
  client._handle.writeUtf8String = mustCall(function(req, text) {
    assert.strictEqual(text, 'hello');
    return write.call(this, req, text);
  });
  client.write('hello', mustSucceed(() => client.end()));
  peer.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'hello')));
});
