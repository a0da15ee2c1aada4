// Using shows declarations that close what they hold: a server and a client live as long as their block.
const net = require('net');
const { once } = require('events');

async function main() {
  await using server = net.createServer((socket) => socket.end('inside the block'));
  server.on('close', () => console.log('the server is closed'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const client = net.connect(server.address().port, '127.0.0.1');
  for await (const chunk of client) console.log(chunk.toString());
  console.log('the block ends');
}

main();
