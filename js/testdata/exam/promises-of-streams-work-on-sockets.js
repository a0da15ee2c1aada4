'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

const { finished, pipeline } = require('stream/promises');
const { PassThrough } = require('stream');
pair(mustCall(async (client, peer) => {
  const out = new PassThrough();
  let got = '';
  out.on('data', (d) => got += d);
  const done = pipeline(peer, out);
  client.end('through');
  client.resume();
  await done;
  assert.strictEqual(got, 'through');
  peer.end();
  await finished(client);
}));
