'use strict';
// A Transform between two sockets, objects in the middle, flush at the end.

const net = require('net');
const { Transform } = require('stream');

const lines = () => {
  let rest = '';
  return new Transform({
    readableObjectMode: true,
    transform(chunk, encoding, callback) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop();
      for (const line of parts) this.push({ line });
      callback();
    },
    flush(callback) {
      if (rest) this.push({ line: rest, last: true });
      callback();
    },
  });
};
const numbered = () => {
  let number = 0;
  return new Transform({
    writableObjectMode: true,
    transform({ line, last }, encoding, callback) {
      callback(null, `${++number}: ${line}${last ? ' (no newline)' : ''}\n`);
    },
  });
};
const server = net.createServer({ allowHalfOpen: true }, (accepted) => {
  accepted.pipe(lines()).pipe(numbered()).pipe(accepted);
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  let text = '';
  client.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  client.write('alpha\nbe');
  setTimeout(() => client.write('ta\ngam'), 10);
  setTimeout(() => client.end('ma'), 20);
  client.on('end', () => {
    process.stdout.write(text);
    server.close();
  });
});
