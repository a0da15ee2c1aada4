'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const handle = net._createServerHandle('127.0.0.1', 0, 4);
const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen({ _handle: handle }, mustCall(() => net.connect(server.address().port, '127.0.0.1').resume()));
