'use strict';
// readyState through a whole life, on both sides of a half-open connection.

const net = require('net');

const state = (s) => [s.readyState, s.connecting, s.pending, s.readable, s.writable, s.destroyed, s.closed].join(' ');

const server = net.createServer({ allowHalfOpen: true }, (accepted) => {
  console.log('accepted', state(accepted));
  accepted.resume();
  accepted.on('end', () => {
    console.log('accepted end', state(accepted));
    accepted.end('bye');
    console.log('accepted ended', state(accepted));
  });
  accepted.on('close', () => console.log('accepted close', state(accepted)));
  client.emit('go');
}).listen(0, '127.0.0.1', () => {
  client.connect(server.address().port, '127.0.0.1');
  console.log('client', 'connecting', state(client));
});
const client = new net.Socket();
console.log('client', 'new', state(client));
client.on('lookup', () => console.log('client', 'lookup', state(client)));
client.on('connect', () => console.log('client', 'connect', state(client)));
client.once('go', () => setImmediate(() => {
  client.end();
  console.log('client', 'ended', state(client));
}));
client.on('finish', () => console.log('client', 'finish', state(client)));
client.on('end', () => console.log('client', 'end', state(client)));
client.on('close', () => {
  console.log('client', 'close', state(client));
  server.close();
});
client.resume();
// The lines are in any order between the two sides.
