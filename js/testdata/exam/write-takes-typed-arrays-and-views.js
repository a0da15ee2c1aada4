'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.write(new Uint8Array([97, 98]));
  client.write(new Uint16Array([0x6463]));
  client.write(new DataView(new Uint8Array([101, 102]).buffer));
  client.end();
  let got = '';
  peer.setEncoding('utf8');
  peer.on('data', (d) => got += d);
  peer.on('end', mustCall(() => assert.strictEqual(got, 'abcdef')));
});
