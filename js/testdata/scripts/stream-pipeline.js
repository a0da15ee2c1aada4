'use strict';
// stream.pipeline with sockets: it ends, it fails, it destroys.

const net = require('net');
const { pipeline, Readable, Transform, Writable } = require('stream');

const upper = () => new Transform({
  transform(chunk, encoding, callback) {
    callback(null, String(chunk).toUpperCase());
  },
});
const server = net.createServer({ allowHalfOpen: true }, (accepted) => {
  pipeline(accepted, upper(), accepted, (error) => console.log('server pipeline', error ? error.code : error));
}).listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' });
  let text = '';
  const sink = new Writable({
    write(chunk, encoding, callback) {
      text += chunk;
      callback();
    },
  });
  pipeline(Readable.from(['a', 'b', 'c']), client, sink, (error) => {
    console.log('client pipeline', error ? error.code : error, text);
    setTimeout(failing, 10);
  });
});

function failing() {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' });
  const source = new Readable({ read() {} });
  pipeline(source, client, (error) => {
    console.log('client failing', error.message, client.destroyed, source.destroyed);
    server.close();
  });
  client.on('connect', () => {
    source.push('x');
    const echoed = () => (client.bytesRead === 0 ? setImmediate(echoed) : source.destroy(new Error('source broke')));
    echoed();
  });
}
// in any order between server and client
