'use strict';
// events.once and events.on with servers and sockets.

const net = require('net');
const { once, on } = require('events');

async function main() {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  console.log('listening', await once(server, 'listening'));
  const client = net.connect(server.address().port, '127.0.0.1');
  const [[accepted], connected] = await Promise.all([once(server, 'connection'), once(client, 'connect')]);
  console.log(accepted instanceof net.Socket, connected);
  accepted.write('hello');
  const [chunk] = await once(client, 'data');
  console.log(String(chunk));

  const controller = new AbortController();
  client.setEncoding('utf8');
  const texts = [];
  accepted.write('first');
  try {
    for await (const [text] of on(client, 'data', { signal: controller.signal })) {
      texts.push(text);
      if (texts.length === 3) controller.abort();
      else accepted.write('more');
    }
  } catch (error) {
    console.log(error.name, texts.join());
  }

  const refused = net.connect(1, '127.0.0.1');
  try {
    await once(refused, 'connect');
  } catch (error) {
    console.log('once rejects', error.code);
  }
  try {
    await once(client, 'never', { signal: AbortSignal.timeout(10) });
  } catch (error) {
    console.log('timeout', error.name, error.cause && error.cause.name);
  }
  client.end();
  accepted.end();
  console.log('close', await once(client, 'close'));
  server.close();
  console.log('server close', await once(server, 'close'));
}
main();
