'use strict';
const { expectsError, mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const handle = client._handle;
  client._handle = null;
  client.on('error', expectsError({ code: 'ERR_SOCKET_CLOSED', name: 'Error', message: 'Socket is closed' }));
  client.on('close', mustCall());
  client.write('x', mustCall((err) => assert.strictEqual(err.code, 'ERR_SOCKET_CLOSED')));
  handle.close();
  peer.on('error', () => {});
  peer.resume();
});
