'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

class Own extends net.Socket {
  _writev(chunks, cb) {
    calls.push(chunks.map((c) => `${c.chunk}:${c.encoding}`));
    super._writev(chunks, cb);
  }
}
const calls = [];
const server = net.createServer(mustCall((c) => {
  let got = '';
  c.on('data', (d) => got += d);
  c.on('end', mustCall(() => {
    assert.strictEqual(got, 'firstabc');
    assert.deepStrictEqual(calls, [['a:utf8', 'b:buffer', 'c:latin1']]);
    server.close();
  }));
}));
server.listen(0, mustCall(() => {
  const s = new Own();
  s.connect(server.address().port, mustCall(() => {
    s.write('first');
    setImmediate(() => {
      s.cork();
      s.write('a');
      s.write(Buffer.from('b'));
      s.write('c', 'latin1');
      s.uncork();
      s.end();
      s.resume();
    });
  }));
}));
