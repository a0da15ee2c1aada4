'use strict';
// Wrong arguments of the methods that a socket has as a stream and as an emitter.

const net = require('net');
const stream = require('stream');

const calls = {
  'end(1)': (s) => s.end(1),
  'end({})': (s) => s.end({}),
  'end(x, nothing)': (s) => s.end('x', 'nothing'),
  'unshift(1)': (s) => s.unshift(1),
  'unshift({})': (s) => s.unshift({}),
  'unshift(Buffer)': (s) => s.unshift(Buffer.from('x')),
  'push(1)': (s) => s.push(1),
  'read(x)': (s) => s.read('x'),
  'read(-1)': (s) => s.read(-1),
  'read(1e10)': (s) => s.read(1e10),
  'unpipe(1)': (s) => s.unpipe(1) === s,
  'on(data, 1)': (s) => s.on('data', 1),
  'once(data)': (s) => s.once('data'),
  'off(data, x)': (s) => s.off('data', 'x'),
  'setMaxListeners(-1)': (s) => s.setMaxListeners(-1),
  'setMaxListeners(x)': (s) => s.setMaxListeners('x'),
  'emit(error)': (s) => s.emit('error'),
  'emit(error, 1)': (s) => s.emit('error', 1),
  'emit(error, {})': (s) => s.emit('error', { a: 1 }),
  'destroy(1)': (s) => s.destroy(1).errored,
  'pause(1)': (s) => s.pause(1) === s,
  'finished(1)': () => stream.finished(1),
  'finished(s)': (s) => stream.finished(s),
  'pipeline()': () => stream.pipeline(),
  'pipeline(s)': (s) => stream.pipeline(s),
  'pipeline(s, 1, cb)': (s) => stream.pipeline(s, 1, () => {}),
  'addAbortSignal(1, s)': (s) => stream.addAbortSignal(1, s),
  'addAbortSignal(signal, 1)': () => stream.addAbortSignal(new AbortController().signal, 1),
};
for (const [label, f] of Object.entries(calls)) {
  const socket = new net.Socket();
  socket.once('error', (error) => console.log(label, 'event', error && error.code, error && error.message));
  if (label.startsWith('emit')) socket.removeAllListeners('error');
  try {
    const result = f(socket);
    console.log(label, 'returned', typeof result === 'object' && result !== null ? result.constructor.name : result);
  } catch (error) {
    console.log(label, 'threw', error.name, error.code, error.message);
  }
}
