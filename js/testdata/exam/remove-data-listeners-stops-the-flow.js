'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const f = mustCall(() => {
    client.removeListener('data', f);
    setImmediate(() => assert.strictEqual(client.listenerCount('data'), 0));
    setTimeout(() => client.destroy(), 20);
  });
  client.on('data', f);
  peer.write('x');
  peer.resume();
});
