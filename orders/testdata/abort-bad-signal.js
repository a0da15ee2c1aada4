'use strict';
// A signal that is none, for connect and listen.
const { net, log, errText } = require('./record.js');

for (const [who, fn] of [
  ['client', () => new net.Socket({ signal: 5 })],
  ['server', () => net.createServer().listen({ port: 0, signal: 5 })],
  ['server', () => net.createServer().listen({ port: 0, signal: 'x' })],
]) {
  try { fn(); log(who, 'no-throw'); } catch (e) { log(who, `threw ${errText(e)}`); }
}
