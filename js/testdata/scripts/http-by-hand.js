'use strict';
// HTTP spoken by hand over net: a keep-alive connection with two requests.

const net = require('net');

const server = net.createServer((accepted) => {
  let text = '';
  accepted.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (let at; (at = text.indexOf('\r\n\r\n')) >= 0; text = text.slice(at + 4)) {
      const [request, ...headers] = text.slice(0, at).split('\r\n');
      const [method, url] = request.split(' ');
      const body = Buffer.from(`${method} ${decodeURIComponent(url)} äöü`);
      const last = headers.some((h) => /^connection:\s*close$/i.test(h));
      accepted.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: ${last ? 'close' : 'keep-alive'}\r\n\r\n`);
      accepted.write(body);
      if (last) accepted.end();
    }
  });
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.write('GET /one%20two HTTP/1.1\r\nHost: x\r\n\r\nGET /three HTTP/1.1\r\nHo');
  client.write('st: x\r\nConnection: close\r\n\r\n');
  let all = '';
  client.setEncoding('utf8').on('data', (part) => {
    all += part;
  }).on('end', () => {
    console.log(all.replace(/\r/g, ''));
    server.close();
  });
});
