'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  process.once('uncaughtException', mustCall((err, origin) => {
    assert.strictEqual(err.message, 'in data');
    assert.strictEqual(origin, 'uncaughtException');
    peer.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'two')));
    client.end('two');
  }));
  peer.once('data', mustCall(() => { throw new Error('in data'); }));
  client.write('one');
  client.resume();
});
