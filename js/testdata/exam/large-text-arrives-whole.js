'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

const text = 'ab€'.repeat(400000);
pair((client, peer) => {
  client.end(text);
  peer.setEncoding('utf8');
  let got = '';
  peer.on('data', (d) => { assert.strictEqual(typeof d, 'string'); got += d; });
  peer.on('end', mustCall(() => assert(got === text)));
});
