'use strict';
// write and end after end and after destroy: errors, events, callbacks.

const net = require('net');

const server = net.createServer({ allowHalfOpen: true }, (accepted) => {
  accepted.on('error', () => {});
  accepted.resume();
  accepted.on('end', () => accepted.end());
}).listen(0, '127.0.0.1', afterEnd);

function afterEnd() {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.end();
    console.log(client.write('x', (error) => console.log('write callback', error.name, error.code, error.message)));
    console.log(client.writableEnded, client.writable, client.destroyed, client.errored && client.errored.code);
  });
  client.on('error', (error) => console.log('error', error.name, error.code, error.message));
  client.on('close', (hadError) => {
    console.log('close', hadError);
    afterDestroy();
  });
  client.resume();
}

function afterDestroy() {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.destroy();
    console.log(client.write('x', (error) => console.log('write callback', error.name, error.code, error.message)));
    client.end('y', (error) => console.log('end callback', error && error.code, error && error.message));
    console.log(client.writableEnded, client.writable, client.destroyed, client.errored);
  });
  client.on('error', (error) => console.log('error', error.name, error.code, error.message));
  client.on('close', (hadError) => {
    console.log('close', hadError);
    endTwice();
  });
}

function endTwice() {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.end('a', () => console.log('first', client.writableFinished));
    client.end((error) => console.log('second', error && error.code));
    client.end('b', (error) => console.log('third', error && error.code));
  });
  client.on('error', (error) => console.log('error', error.code));
  client.on('close', (hadError) => {
    console.log('close', hadError);
    server.close();
  });
  client.resume();
}
