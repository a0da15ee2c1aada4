'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const { _writableState: w, _readableState: r } = client;
  assert.strictEqual(w.ended, false);
  assert.strictEqual(w.ending, false);
  assert.strictEqual(w.finished, false);
  assert.strictEqual(w.destroyed, false);
  assert.strictEqual(w.length, 0);
  assert.strictEqual(w.decodeStrings, false);
  assert.strictEqual(w.objectMode, false);
  assert.strictEqual(w.highWaterMark, client.writableHighWaterMark);
  assert.strictEqual(w.emitClose, false);
  assert.strictEqual(w.autoDestroy, true);
  assert.strictEqual(w.corked, 0);
  assert.strictEqual(r.ended, false);
  assert.strictEqual(r.endEmitted, false);
  assert.strictEqual(r.flowing, null);
  assert.strictEqual(r.length, 0);
  assert.strictEqual(r.reading, false);
  assert.strictEqual(r.highWaterMark, 65536);
  client.end();
  assert.strictEqual(w.ending, true);
  assert.strictEqual(w.ended, true);
  client.on('finish', mustCall(() => assert.strictEqual(w.finished, true)));
  client.on('close', mustCall(() => {
    assert.strictEqual(w.destroyed, true);
    assert.strictEqual(r.destroyed, true);
    assert.strictEqual(r.endEmitted, true);
  }));
  client.resume();
  peer.resume();
});
