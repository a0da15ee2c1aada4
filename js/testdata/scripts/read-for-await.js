'use strict';
// for await over a socket: all chunks, leaving early destroys, an error is thrown.

const net = require('net');
const { once } = require('events');

async function main() {
  const server = net.createServer((accepted) => {
    accepted.on('error', () => {});
    accepted.on('data', (command) => {
      if (String(command) === 'reset') accepted.resetAndDestroy();
      else accepted.end('some text for the reader');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();

  const all = net.connect(port, '127.0.0.1');
  all.setEncoding('utf8');
  all.write('text');
  let text = '';
  for await (const chunk of all) text += chunk;
  console.log('all', text, all.destroyed, all.readableEnded);

  const some = net.connect(port, '127.0.0.1');
  some.write('text');
  for await (const chunk of some) {
    console.log('some', Buffer.isBuffer(chunk), chunk.length > 0);
    break;
  }
  console.log('left', some.destroyed);

  const broken = net.connect(port, '127.0.0.1');
  broken.write('reset');
  try {
    for await (const chunk of broken) console.log('chunk?', chunk);
  } catch (error) {
    console.log('thrown', error.code, broken.destroyed);
  }

  const gone = net.connect(port, '127.0.0.1');
  gone.destroy();
  try {
    for await (const chunk of gone) console.log('chunk?', chunk);
    console.log('nothing');
  } catch (error) {
    console.log('thrown', error.code, error.message);
  }
  server.close(() => console.log('closed'));
}
main();
