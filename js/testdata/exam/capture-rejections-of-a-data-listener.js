'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

const events = require('events');
events.captureRejections = true;
pair((client, peer) => {
  const err = new Error('async');
  client.on('data', mustCall(async () => { throw err; }));
  client.on('error', mustCall((e) => assert.strictEqual(e, err)));
  client.on('close', mustCall());
  peer.on('error', () => {});
  peer.write('x');
  peer.resume();
});
