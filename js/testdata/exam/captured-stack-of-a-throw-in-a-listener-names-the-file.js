'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

process.on('uncaughtException', mustCall((err) => {
  assert.match(err.stack, /captured-stack-of-a-throw-in-a-listener-names-the-file\.js:\d+:\d+/);
  process.exit(0);
}));
pair((client, peer) => {
  client.end('x');
  peer.on('data', function onData() { throw new TypeError('here'); });
});
