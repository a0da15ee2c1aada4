'use strict';
// A BlockList on a server drops connections; on a client it refuses to connect.

const net = require('net');

const list = new net.BlockList();
list.addAddress('127.0.0.1');

const server = net.createServer({ blockList: list }, () => console.log('connection?'));
server.on('drop', (data) => console.log('drop', data.remoteAddress, data.remoteFamily));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('error', (error) => console.log('error', error.code));
  client.on('close', () => server.close(outgoing));
  client.resume();
});

function outgoing() {
  const open = net.createServer((accepted) => accepted.end()).listen(0, () => {
    const { port } = open.address();
    const client = net.connect({ port, host: '127.0.0.1', blockList: list });
    console.log(client.connecting, client.destroyed);
    client.on('error', (error) => console.log('blocked', error.name, error.code, error.message));
    client.on('close', (hadError) => {
      console.log('close', hadError);
      const other = net.connect({ port, host: '127.0.0.2', blockList: list }, () => console.log('not blocked', other.remoteAddress));
      other.resume().on('close', () => {
        const lookup = (host, options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]);
        const named = net.connect({ port, host: 'name.test', lookup, blockList: list });
        named.on('error', (error) => console.log('by name', error.code, error.message));
        named.on('close', () => open.close());
      });
    });
  });
}
