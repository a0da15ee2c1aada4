'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

class Mine extends net.Socket {
  constructor(o) { super(o); this.mine = true; }
  connect(...args) { this.connected = true; return super.connect(...args); }
}
function Old(o) { net.Socket.call(this, o); this.old = true; }
Object.setPrototypeOf(Old.prototype, net.Socket.prototype);
Object.setPrototypeOf(Old, net.Socket);
class Service extends net.Server {
  constructor() { super((c) => this.serve(c)); }
  serve(c) { c.end('served'); if (++this.n === 2) this.close(); }
  n = 0;
}
const server = new Service().listen(0, mustCall(() => {
  for (const s of [new Mine(), new Old()]) {
    s.connect(server.address().port);
    s.on('data', mustCall((d) => assert.strictEqual(String(d), 'served')));
    assert(s.mine && s.connected || s.old);
  }
}));
