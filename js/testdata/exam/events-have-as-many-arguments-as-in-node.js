'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const seen = {};
const server = net.createServer();
for (const name of ['listening', 'connection', 'close']) server.on(name, (...args) => { seen[`server ${name}`] = args.length; });
server.on('connection', mustCall((c) => {
  for (const name of ['data', 'end', 'finish', 'close', 'resume', 'pause', 'prefinish']) c.on(name, (...args) => { seen[`accepted ${name}`] = args.length; });
  c.end('x');
  server.close();
}));
server.listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect(server.address().port, 'localhost');
  for (const name of ['lookup', 'connectionAttempt', 'connect', 'ready', 'data', 'end', 'finish', 'close', 'resume', 'pause', 'readable', 'prefinish']) {
    if (name !== 'readable') s.on(name, (...args) => { seen[`client ${name}`] = args.length; });
  }
}));
process.on('exit', () => assert.deepStrictEqual(seen, {
  'server listening': 0, 'server connection': 1, 'server close': 0,
  'accepted resume': 0, 'accepted end': 0, 'accepted finish': 0, 'accepted prefinish': 0, 'accepted close': 1,
  'client lookup': 4, 'client connectionAttempt': 3, 'client connect': 0, 'client ready': 0, 'client resume': 0, 'client data': 1, 'client end': 0, 'client prefinish': 0, 'client finish': 0, 'client close': 1,
}));
