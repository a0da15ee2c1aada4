'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => c.end());
server.listen(0, 'localhost', mustCall(() => {
  const { port } = server.address();
  const forms = [[port], [String(port)], [port, 'localhost'], [{ port }], [{ port: String(port) }], [{ port, host: 'localhost' }], [` ${port}`], ['0x' + port.toString(16)]];
  let left = forms.length * 4;
  const done = function() {
    assert.strictEqual(this.constructor, net.Socket);
    this.resume().on('close', () => { if (--left === 0) server.close(); });
  };
  for (const form of forms) {
    const cb = () => mustCall(done);
    net.connect(...form, cb());
    net.createConnection(...form, cb());
    assert(new net.Socket().connect(...form, cb()) instanceof net.Socket);
    net.connect(...form).on('connect', cb());
  }
}));
