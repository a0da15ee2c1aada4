'use strict';
// stream/promises: pipeline and finished with sockets, with a signal too.

const net = require('net');
const { once } = require('events');
const { PassThrough } = require('stream');
const { pipeline, finished } = require('stream/promises');

async function main() {
  const server = net.createServer({ allowHalfOpen: true }, (accepted) => {
    pipeline(accepted, new PassThrough(), accepted).catch((error) => console.log('server', error.code));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const client = net.connect(server.address().port, '127.0.0.1');
  let text = '';
  client.on('data', (chunk) => {
    text += chunk;
  });
  client.end('there and back');
  await finished(client);
  console.log('finished', text);

  const controller = new AbortController();
  const second = net.connect(server.address().port, '127.0.0.1');
  await once(second, 'connect');
  setTimeout(() => controller.abort(), 20);
  try {
    await pipeline(second, new PassThrough().resume(), { signal: controller.signal });
    console.log('done?');
  } catch (error) {
    console.log(error.name, error.code, second.destroyed);
  }
  server.close(() => console.log('closed'));
}
main();
