'use strict';
const { pair } = require('./harness');
const assert = require('assert');

const seen = [];
process.on('uncaughtException', (err) => seen.push(err.message));
pair((client, peer) => {
  client.write('x', () => { throw new Error('write'); });
  client.on('close', () => { throw new Error('close'); });
  client.end(() => { throw new Error('end'); });
  client.resume();
  peer.resume();
});
process.on('exit', () => assert.deepStrictEqual(seen.sort(), ['close', 'end', 'write']));
