'use strict';
const { mustCall, mustCallAtLeast, pair } = require('./harness');
const assert = require('assert');

const { PerformanceObserver } = require('perf_hooks');
const entries = [];
const obs = new PerformanceObserver(mustCallAtLeast((items) => entries.push(...items.getEntries())));
obs.observe({ type: 'net' });
pair((client, peer) => {
  client.end();
  peer.resume();
  client.resume();
  client.on('close', mustCall(() => setImmediate(() => setTimeout(() => {
    assert.strictEqual(entries.length, 1);
    const [entry] = entries;
    assert.strictEqual(entry.name, 'connect');
    assert.strictEqual(entry.entryType, 'net');
    assert.strictEqual(typeof entry.startTime, 'number');
    assert.strictEqual(typeof entry.duration, 'number');
    assert.strictEqual(entry.detail.host, '127.0.0.1');
    assert.strictEqual(typeof entry.detail.port, 'number');
    obs.disconnect();
  }, 20))));
});
