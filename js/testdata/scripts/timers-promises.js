'use strict';
// timers/promises beside sockets; timers that are refreshed, unref'ed, cleared.

const net = require('net');
const { setTimeout: sleep, setImmediate: immediate } = require('timers/promises');

const server = net.createServer(async (accepted) => {
  for (const word of ['a', 'b', 'c']) {
    accepted.write(word);
    console.log('slept', await sleep(5, word));
  }
  accepted.end();
}).listen(0, '127.0.0.1', async () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  let text = '';
  client.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  await new Promise((resolve) => client.on('close', resolve));
  console.log(text, await immediate('immediate'));
  const timer = setTimeout(() => console.log('never'), 10_000);
  console.log(timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.refresh() === timer, typeof timer[Symbol.toPrimitive]());
  const controller = new AbortController();
  controller.abort();
  await sleep(1000, null, { signal: controller.signal }).catch((error) => console.log(error.name, error.code));
  const interval = setInterval(() => {
    clearInterval(interval);
    console.log('once');
    server.close();
  }, 2);
});
