'use strict';
// listen with wrong arguments: what is thrown at once, word for word.

const net = require('net');

function attempt(label, ...args) {
  const server = net.createServer();
  server.on('error', (error) => console.log(label, 'event', error.code, error.message));
  try {
    server.listen(...args);
    console.log(label, 'taken');
    server.close();
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

for (const port of [-1, 65536, 1.5, NaN, Infinity, '65536', '1e9', true, false, {}, [], () => {}, Symbol('port'), 1n]) {
  attempt(`${typeof port} ${String(port)}`, port);
}
for (const port of [-1, 65536, 1.5, NaN, 'port', '', ' ', true, {}, []]) {
  attempt(`{port: ${JSON.stringify(port)}}`, { port });
}
for (const options of [
  {}, { host: 'localhost' }, { path: 1 }, { path: null }, { path: undefined }, { fd: -1 }, { fd: '1' }, { port: undefined },
  { handle: {} }, { port: undefined, path: undefined, backlog: 1 }, { exclusive: true },
]) {
  attempt(JSON.stringify(options), options);
}
attempt('{port, signal: 1}', { port: 0, signal: 1 });
attempt('{port, signal: {}}', { port: 0, signal: {} });
attempt('{port, host: 1}', { port: 0, host: 1 });
attempt('{port, host: {}}', { port: 0, host: {} });
attempt('host with a NUL', { port: 0, host: 'a\0b' });
