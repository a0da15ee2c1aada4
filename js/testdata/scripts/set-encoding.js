'use strict';
// setEncoding: strings in every encoding, characters that are cut in two come out whole.

const net = require('net');

const bytes = Buffer.from('aé€😀z\u0000ÿ');
const encodings = ['utf8', 'utf-8', 'UTF8', 'utf16le', 'ucs2', 'UCS-2', 'latin1', 'binary', 'ascii', 'base64', 'base64url', 'hex', undefined, null, ''];

const server = net.createServer((accepted) => {
  let at = 0;
  accepted.setNoDelay();
  accepted.on('data', () => {
    if (at === bytes.length) accepted.end();
    else accepted.write(bytes.subarray(at, ++at));
  });
}).listen(0, '127.0.0.1', next);

function next() {
  if (encodings.length === 0) return server.close();
  const encoding = encodings.shift();
  const client = net.connect(server.address().port, '127.0.0.1');
  console.log(String(encoding), client.setEncoding(encoding) === client, client.readableEncoding);
  let text = '';
  let kind;
  const ask = () => client.write('.');
  client.on('data', (chunk) => {
    kind = typeof chunk;
    text += chunk;
  });
  // The next byte is asked for when the last was read, whether it made a character or not.
  let seen = -1;
  const poll = () => {
    if (client.destroyed || client.readableEnded) return;
    if (client.bytesRead > seen) {
      seen = client.bytesRead;
      ask();
    }
    setImmediate(poll);
  };
  client.on('connect', poll);
  client.on('end', () => console.log(' ', kind, JSON.stringify(text), client.bytesRead));
  client.on('close', next);
}
