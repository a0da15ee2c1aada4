'use strict';
// using and await using: sockets and servers are disposed of at the end of a block.

const net = require('net');
const { once } = require('events');

async function main() {
  let outer;
  {
    await using server = net.createServer((accepted) => accepted.resume().on('error', () => {}));
    outer = server;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    {
      await using client = net.connect(server.address().port, '127.0.0.1');
      client.on('close', () => console.log('client closed'));
      await once(client, 'connect').catch((error) => console.log(error.name));
      console.log('in the block', client.destroyed, server.listening);
      client.on('error', (error) => console.log(error.name, error.code));
    }
    console.log('after the inner block');
  }
  console.log('after the block', outer.listening);
  using bound = new net.BoundSocket({ host: '127.0.0.1' });
  console.log(bound.fd() > 0);
}
main();
