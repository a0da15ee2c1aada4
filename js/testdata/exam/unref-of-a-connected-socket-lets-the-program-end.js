'use strict';
const { mustCall, mustNotCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.unref(); step(); }));
server.unref();
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port, mustCall(() => { s.unref(); step(); }));
  s.on('close', mustNotCall());
}));
// Until both ends are there.
const keep = setInterval(() => {}, 1000);
let steps = 0;
const step = () => { if (++steps === 2) clearInterval(keep); };
