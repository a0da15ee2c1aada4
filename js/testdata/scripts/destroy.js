'use strict';
// destroy in its forms: events and state, during and after.

const net = require('net');

const server = net.createServer((accepted) => accepted.resume().on('error', () => {})).listen(0, '127.0.0.1', next);
const forms = {
  'destroy()': (s) => s.destroy(),
  'destroy(error)': (s) => s.destroy(new Error('my error')),
  'destroy(null)': (s) => s.destroy(null),
  'destroy twice': (s) => s.destroy(new Error('first')).destroy(new Error('second')),
  'destroy with pending writes': (s) => {
    s.write('x', (error) => console.log('  write callback', error ? error.code : error));
    s.cork();
    s.write('y', (error) => console.log('  corked write callback', error ? error.code : error));
    return s.destroy();
  },
  'destroy with a callback for it': (s) => s.destroy(undefined, () => console.log('  callback?')),
};

function next() {
  const name = Object.keys(forms)[0];
  if (!name) return server.close();
  const form = forms[name];
  delete forms[name];
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    console.log(name);
    console.log(' ', form(client) === client, client.destroyed, client.closed, client.errored && client.errored.message);
    console.log(' ', client.readable, client.writable, client.readyState, client._handle, client.remoteAddress, client.localAddress);
    process.nextTick(() => console.log('  tick'));
  });
  client.on('error', (error) => console.log('  error', error.message, client.closed));
  client.on('close', (hadError) => {
    console.log('  close', hadError, client.closed, client.readableAborted, client.writableAborted);
    next();
  });
}
