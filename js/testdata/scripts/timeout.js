'use strict';
// setTimeout: it only tells, traffic starts it anew, 0 ends it.

const net = require('net');

const server = net.createServer((accepted) => {
  accepted.on('data', (chunk) => accepted.write(chunk));
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    console.log(client.timeout, client.setTimeout(1000, () => console.log('callback')) === client, client.timeout, client.listenerCount('timeout'));
    const start = Date.now();
    let writes = 0;
    const busy = setInterval(() => {
      client.write('x');
      if (++writes === 5) clearInterval(busy);
    }, 50);
    client.once('timeout', () => {
      console.log('timeout', writes, Date.now() - start >= 1200, client.destroyed, client.listenerCount('timeout'));
      client.setTimeout(0);
      console.log('off', client.timeout);
      setTimeout(() => {
        console.log('nothing more');
        client.setTimeout(10, () => {
          console.log('second callback');
          client.destroy();
          server.close();
        });
      }, 300);
    });
  });
  client.resume();
});
