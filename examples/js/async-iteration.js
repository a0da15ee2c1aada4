// Async-iteration shows a server and a client written with await and for await.
const net = require('net');
const { once } = require('events');

async function serve(socket) {
  for await (const chunk of socket) {
    socket.write(chunk.toString().toUpperCase());
  }
}

async function main() {
  const server = net.createServer({ allowHalfOpen: true }, async (socket) => {
    await serve(socket);
    socket.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const client = net.connect(server.address().port, '127.0.0.1');
  await once(client, 'connect');
  client.end('shout this');
  let answer = '';
  for await (const chunk of client) answer += chunk;
  console.log(answer);
  await server[Symbol.asyncDispose]();
  console.log('closed');
}

main();
