'use strict';
// connect with wrong arguments: what is thrown at once, word for word.

const net = require('net');

function attempt(label, ...args) {
  const socket = new net.Socket();
  socket.on('error', (error) => console.log(label, 'event', error.code, error.message));
  try {
    socket.connect(...args);
    console.log(label, 'taken');
    socket.destroy();
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

attempt('nothing');
attempt('{}', {});
attempt('null', null);
attempt('undefined', undefined);
for (const port of [-1, 65536, 1.5, NaN, Infinity, '65536', '0x1ffff', '', ' ', true, false, {}, [], null, Symbol('port'), 1n]) {
  attempt(`{port: ${typeof port} ${String(port)}}`, { port });
}
for (const port of [-1, 65536, true, '99999', 1n]) attempt(`port ${String(port)}`, port);
for (const options of [
  { path: 1 }, { path: {} }, { path: true }, { port: 1, host: 1 }, { port: 1, host: {} }, { port: 1, host: true }, { port: 1, host: ['a'] },
  { port: 1, localAddress: 'x' }, { port: 1, localAddress: 1 }, { port: 1, localAddress: '127.0.0.300' }, { port: 1, localPort: 'x' },
  { port: 1, localPort: {} }, { port: 1, localPort: true }, { port: 1, family: 5 }, { port: 1, family: 'x' }, { port: 1, hints: -1 },
  { port: 1, lookup: 1 }, { port: 1, lookup: 'x' }, { port: 1, autoSelectFamily: 1 }, { port: 1, autoSelectFamily: 'x' },
  { port: 1, autoSelectFamilyAttemptTimeout: 'x' }, { port: 1, autoSelectFamilyAttemptTimeout: 0 }, { port: 1, autoSelectFamilyAttemptTimeout: -5 },
  { port: 1, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1.5 },
]) {
  attempt(JSON.stringify(options), options);
}
for (const make of [() => net.connect(), () => net.connect({}), () => net.connect(-1), () => net.connect({ port: 1, timeout: 'x' }),
                    () => net.connect({ port: 1, timeout: -1 }), () => net.connect({ port: 1, lookup: 1 })]) {
  try {
    make().on('error', () => {}).destroy();
    console.log(String(make), 'taken');
  } catch (error) {
    console.log(String(make), error.name, error.code, error.message);
  }
}
