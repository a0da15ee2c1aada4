'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

const forms = [
  [[], ''],
  [['x'], 'x'],
  [['7879', 'hex'], 'xy'],
  [[Buffer.from('z')], 'z'],
  [[() => {}], ''],
  [['q', () => {}], 'q'],
  [['ff', 'latin1', () => {}], 'ff'],
  [[undefined, undefined, () => {}], ''],
  [[null], ''],
];
for (const [args, want] of forms) {
  pair((client, peer) => {
    const last = args.length - 1;
    const given = typeof args[last] === 'function' ? [...args.slice(0, last), mustCall()] : args;
    assert.strictEqual(client.end(...given), client);
    let got = '';
    peer.on('data', (d) => got += d);
    peer.on('end', mustCall(() => assert.strictEqual(got, want)));
  });
}
