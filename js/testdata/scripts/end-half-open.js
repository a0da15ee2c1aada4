'use strict';
// allowHalfOpen: the answer can be written after the question has ended.

const net = require('net');

const server = net.createServer({ allowHalfOpen: true }, (accepted) => {
  let question = '';
  accepted.setEncoding('utf8').on('data', (part) => {
    question += part;
  });
  accepted.on('end', () => {
    console.log('server question', question, accepted.readyState, accepted.readable, accepted.writable, accepted.writableEnded);
    setTimeout(() => accepted.end(question.toUpperCase()), 20);
  });
  accepted.on('close', () => server.close());
}).listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' }, () => {
    client.end('what is up?');
    console.log('client ended', client.readyState);
  });
  client.setEncoding('utf8');
  client.on('finish', () => console.log('client finish', client.readyState, client.destroyed));
  client.on('data', (answer) => console.log('client answer', answer));
  client.on('end', () => console.log('client end', client.readyState));
  client.on('close', (hadError) => console.log('client close', hadError, client.readyState));
});
// in any order between server and client
