'use strict';
// The channels of diagnostics_channel that net tells on.

const dc = require('diagnostics_channel');
const net = require('net');

dc.subscribe('net.client.socket', ({ socket }) => console.log('client socket', socket instanceof net.Socket, socket.connecting));
dc.subscribe('net.server.socket', ({ socket }) => console.log('server socket', socket instanceof net.Socket));
for (const event of ['asyncStart', 'asyncEnd', 'error']) {
  dc.subscribe(`tracing:net.server.listen:${event}`, (message) => console.log('listen', event, Object.keys(message).join()));
}
const server = net.createServer((accepted) => accepted.end()).listen(0, '127.0.0.1', () => {
  console.log('listening');
  net.connect(server.address().port, '127.0.0.1').resume().on('close', () => server.close());
});
