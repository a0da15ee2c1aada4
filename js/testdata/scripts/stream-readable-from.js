'use strict';
// Readable.from of lists and generators, piped into a socket.

const net = require('net');
const { Readable } = require('stream');

function* numbers() {
  for (let i = 0; i < 5; i++) yield `${i},`;
}
async function* slowly() {
  for (const word of ['slow', 'and', 'steady']) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    yield word + ' ';
  }
}
const sources = {
  'list': () => Readable.from(['a', 'b', Buffer.from('c')]),
  'string': () => Readable.from('a whole string'),
  'generator': () => Readable.from(numbers()),
  'async generator': () => Readable.from(slowly()),
};
const server = net.createServer((accepted) => {
  let text = '';
  accepted.setEncoding('utf8');
  accepted.on('data', (part) => {
    text += part;
  });
  accepted.on('end', () => {
    console.log(text);
    next();
  });
}).listen(0, '127.0.0.1', next);

function next() {
  const [name] = Object.keys(sources);
  if (!name) return server.close();
  const make = sources[name];
  delete sources[name];
  console.log(name);
  make().pipe(net.connect(server.address().port, '127.0.0.1')).resume();
}
