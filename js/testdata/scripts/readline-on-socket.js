'use strict';
// readline on a socket: a protocol of lines.

const net = require('net');
const readline = require('readline');

const server = net.createServer((accepted) => {
  const lines = readline.createInterface({ input: accepted });
  let sum = 0;
  lines.on('line', (line) => {
    if (line === 'sum') accepted.end(`${sum}\n`);
    else sum += Number(line);
  });
  lines.on('close', () => console.log('lines closed'));
}).listen(0, '127.0.0.1', async () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.write('1\n2\n3');
  client.write('0\r\n\nsum\n');
  const lines = readline.createInterface({ input: client, crlfDelay: Infinity });
  for await (const line of lines) console.log('answer', line);
  server.close();
});
