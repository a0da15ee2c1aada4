'use strict';
// A head is read with 'readable', the rest is put back with unshift and goes to another reader.

const net = require('net');

const server = net.createServer((accepted) => {
  let head = '';
  const read = () => {
    for (let chunk; (chunk = accepted.read()) !== null;) {
      head += chunk.toString();
      const at = head.indexOf('\n\n');
      if (at < 0) continue;
      accepted.removeListener('readable', read);
      const rest = Buffer.from(head.slice(at + 2));
      if (rest.length > 0) accepted.unshift(rest);
      console.log('head', JSON.stringify(head.slice(0, at)));
      return body(accepted);
    }
  };
  accepted.on('readable', read);
});
function body(accepted) {
  let text = '';
  accepted.setEncoding('utf8');
  accepted.on('data', (part) => {
    text += part;
  });
  accepted.on('end', () => {
    console.log('body', text);
    server.close();
  });
}
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.write('type: text\nsize');
  setTimeout(() => client.write(': 12\n\nhello '), 10);
  setTimeout(() => client.end('world'), 20);
});
