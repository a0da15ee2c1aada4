'use strict';
// resetAndDestroy: the peer sees ECONNRESET; wrong kinds of sockets.

const net = require('net');
const os = require('os');
const path = require('path');

const server = net.createServer((accepted) => {
  accepted.on('data', () => accepted.resetAndDestroy());
  accepted.on('close', (hadError) => console.log('server side close', hadError));
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => client.write('reset me'));
  client.on('error', (error) => console.log('client error', error.code, error.errno, error.syscall, error.message));
  client.on('close', (hadError) => {
    console.log('client close', hadError);
    try {
      console.log('client reset when closed', client.resetAndDestroy() === client, client.errored.code);
    } catch (error) {
      console.log(error.code);
    }
    fresh();
  });
});

function fresh() {
  const socket = new net.Socket();
  socket.on('error', (error) => console.log('fresh error', error.name, error.code, error.message));
  socket.on('close', (hadError) => {
    console.log('fresh close', hadError);
    server.close(unix);
  });
  socket.resetAndDestroy();
  console.log('fresh destroyed', socket.destroyed);
}

function unix() {
  const p = path.join(os.tmpdir(), `nn-${process.pid}-reset`);
  const local = net.createServer((accepted) => accepted.resume().on('error', () => {})).listen(p, () => {
    const socket = net.connect(p, () => {
      socket.on('error', (error) => console.log('unix error', error.name, error.code, error.message));
      socket.on('close', (hadError) => {
        console.log('unix close', hadError);
        local.close();
      });
      try {
        console.log('unix', socket.resetAndDestroy() === socket, socket.destroyed);
      } catch (error) {
        console.log('unix threw', error.code);
        socket.destroy();
      }
    });
  });
}
// in any order between the server side and the client
