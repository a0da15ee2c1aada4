'use strict';
// The methods of a socket that come from streams: map, filter, take, toArray and the others.

const net = require('net');

const words = ['one', 'two', 'three', 'four'];
const uses = {
  toArray: async (socket) => Buffer.concat(await socket.toArray()).toString(),
  map: async (socket) => (await socket.map((data) => data.length).toArray()).reduce((sum, n) => sum + n, 0),
  filter: async (socket) => (await socket.filter((data) => data.length > 100).toArray()).length,
  take: async (socket) => (await socket.take(1).toArray()).length,
  drop: async (socket) => (await socket.drop(100).toArray()).length,
  find: async (socket) => (await socket.find((data) => data.length > 0)).length > 0,
  every: async (socket) => socket.every((data) => data.length > 0),
  some: async (socket) => socket.some((data) => data.length > 100),
  reduce: async (socket) => socket.reduce((sum, data) => sum + data.length, 0),
  forEach: async (socket) => {
    let sum = 0;
    await socket.forEach((data) => { sum += data.length; });
    return sum;
  },
  flatMap: async (socket) => (await socket.flatMap((data) => [...data]).toArray()).length,
  compose: async (socket) => {
    const text = [];
    const upper = async function* (source) {
      for await (const data of source) {
        yield String(data).toUpperCase();
      }
    };
    for await (const part of socket.compose(upper)) {
      text.push(String(part));
    }
    return text.join('');
  },
  iterator: async (socket) => {
    let sum = 0;
    for await (const data of socket.iterator({ destroyOnReturn: false })) {
      sum += data.length;
    }
    return sum;
  },
  wrap: async (socket) => {
    const { Readable } = require('stream');
    const text = [];
    for await (const data of new Readable().wrap(socket)) {
      text.push(String(data));
    }
    return text.join('');
  },
};

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  for (const word of words) {
    socket.write(word);
  }
  socket.end();
});
server.listen(0, '127.0.0.1', async () => {
  for (const [name, use] of Object.entries(uses)) {
    const socket = net.connect(server.address().port, '127.0.0.1');
    socket.on('error', (error) => console.log(name, 'error', error.code));
    console.log(name, await use(socket));
    socket.destroy();
  }
  const socket = net.connect(server.address().port, '127.0.0.1', () => {
    console.log('readableBuffer', Array.isArray(socket.readableBuffer), socket.readableBuffer.length);
    socket.cork();
    socket.write('x');
    socket.write('yz');
    console.log('writableBuffer', Array.isArray(socket.writableBuffer), socket.writableBuffer.length, socket.writableLength, socket.writableCorked);
    console.log('rawListeners', socket.rawListeners('connect').length, socket.rawListeners('data').length);
    socket.uncork();
    socket.destroy();
    server.close();
  });
  socket.setMaxListeners(20);
  console.log('maxListeners', socket.getMaxListeners(), socket.push('pushed'), socket.readableLength);
});
