'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');
const net = require('net');

pair((client, peer) => {
  const handle = client._handle;
  client._handle = null;
  const other = new net.Socket({ handle });
  assert.strictEqual(other._handle, handle);
  assert.strictEqual(other.remoteAddress, '127.0.0.1');
  other.on('data', mustCall((d) => { assert.strictEqual(d.toString(), 'for the other'); other.end('thanks'); }));
  peer.write('for the other');
  peer.on('data', mustCall((d) => { assert.strictEqual(d.toString(), 'thanks'); }));
  peer.on('end', mustCall());
});
