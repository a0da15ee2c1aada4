'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer().listen(0, mustCall(() => {
  assert.throws(() => server.listen(0), { code: 'ERR_SERVER_ALREADY_LISTEN', name: 'Error', message: 'Listen method has been called more than once without closing.' });
  server.close(mustCall(() => {
    server.listen(0, mustCall(() => server.close()));
  }));
}));
