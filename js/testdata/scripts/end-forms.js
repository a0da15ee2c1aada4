'use strict';
// Every form of end, and what the peer gets.

const net = require('net');

const forms = {
  'end()': (s) => s.end(),
  'end(cb)': (s) => s.end(() => console.log('client callback')),
  'end(string)': (s) => s.end('text'),
  'end(string, cb)': (s) => s.end('text', () => console.log('client callback')),
  'end(string, encoding)': (s) => s.end('616263', 'hex'),
  'end(string, encoding, cb)': (s) => s.end('616263', 'hex', () => console.log('client callback')),
  'end(Buffer)': (s) => s.end(Buffer.from('bytes')),
  'end(undefined)': (s) => s.end(undefined),
  'end(null)': (s) => s.end(null),
  'end("")': (s) => s.end(''),
  'end(null, null, cb)': (s) => s.end(null, null, () => console.log('client callback')),
};
const server = net.createServer((accepted) => {
  let text = '';
  accepted.on('data', (part) => {
    text += part;
  });
  accepted.on('close', () => {
    console.log('server got', JSON.stringify(text));
    next();
  });
}).listen(0, '127.0.0.1', next);

function next() {
  const name = Object.keys(forms)[0];
  if (!name) return server.close();
  const form = forms[name];
  delete forms[name];
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    console.log('client', name, form(client) === client, client.writableEnded, client.writableFinished, client.readyState);
  });
  client.on('finish', () => console.log('client finish', client.writableFinished, client.destroyed));
  client.resume();
}
// in any order between server and client
