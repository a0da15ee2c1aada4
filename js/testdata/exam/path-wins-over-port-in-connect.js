'use strict';
const { mustCall, pipe } = require('./harness');
const net = require('net');

const at = pipe();
const server = net.createServer(mustCall((c) => { c.end(); server.close(); })).listen(at, mustCall(() => {
  net.connect({ path: at, port: 1, host: '127.0.0.1' }).on('connect', mustCall()).resume();
}));
