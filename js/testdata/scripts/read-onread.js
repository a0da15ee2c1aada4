'use strict';
// onread: everything lands in one buffer; a callback that returns false pauses.

const net = require('net');

const server = net.createServer((accepted) => {
  accepted.on('data', (question) => accepted.write('answer to ' + question));
  accepted.on('end', () => accepted.end());
}).listen(0, '127.0.0.1', single);

function single() {
  const buffer = Buffer.alloc(64);
  let count = 0;
  const client = net.connect({
    port: server.address().port, host: '127.0.0.1',
    onread: {
      buffer,
      callback(size, where) {
        console.log('single', size, where === buffer, where.toString('utf8', 0, size), this === client, client.bytesRead);
        if (++count === 3) client.end();
        else client.write(String(count));
        return true;
      },
    },
  });
  client.on('data', () => console.log('data?'));
  client.on('end', () => console.log('end', client.bytesRead));
  client.on('close', made);
  client.write('0');
}

function made() {
  let number = 0;
  const client = net.connect({
    port: server.address().port, host: '127.0.0.1',
    onread: {
      buffer: () => {
        number++;
        return Buffer.alloc(4);
      },
      callback(size, where) {
        console.log('made', size, where.length, where.toString('utf8', 0, size), number > 0);
        if (client.bytesRead === 11) client.end();
      },
    },
  });
  client.on('close', paused);
  client.write('q');
}

function paused() {
  const client = net.connect({
    port: server.address().port, host: '127.0.0.1',
    onread: {
      buffer: new Uint8Array(5),
      callback(size, where) {
        console.log('paused', size, where.constructor.name, Buffer.from(where.subarray(0, size)).toString());
        if (client.bytesRead === 11) {
          client.end();
          return true;
        }
        setTimeout(() => {
          console.log('resume', client.bytesRead);
          client.resume();
        }, 10);
        return false;
      },
    },
  });
  client.on('close', () => server.close());
  client.write('p');
}
