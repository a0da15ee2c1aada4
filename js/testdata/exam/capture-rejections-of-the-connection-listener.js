'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const events = require('events');
events.captureRejections = true;
const server = net.createServer(mustCall(async (c) => {
  c.on('error', mustCall((err) => assert.strictEqual(err.message, 'async')));
  c.on('close', mustCall(() => server.close()));
  throw new Error('async');
}));
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  s.on('error', () => {});
  s.resume();
}));
