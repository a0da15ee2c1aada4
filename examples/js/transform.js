// Transform shows a stream between a socket and itself that changes what goes through.
const net = require('net');
const { Transform, pipeline } = require('stream');

function rot13() {
  return new Transform({
    transform(chunk, encoding, callback) {
      const turned = chunk.toString().replace(/[a-z]/gi, (c) => {
        const base = c <= 'Z' ? 65 : 97;
        return String.fromCharCode((c.charCodeAt(0) - base + 13) % 26 + base);
      });
      callback(null, turned);
    },
  });
}

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  pipeline(socket, rot13(), socket, (error) => {
    if (error) console.log(error.message);
  });
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.setEncoding('utf8');
  client.on('data', (text) => console.log(text));
  client.on('close', () => server.close());
  client.end('Uryyb, jbeyq!');
});
