// Echoes over TLS what a client sends: with 'data' and write, or with pipe.
const fs = require('fs');
const tls = require('tls');
const [mode, port, cert, key] = process.argv.slice(2);
const options = {
  cert: fs.readFileSync(cert), key: fs.readFileSync(key), noDelay: true,
  ciphers: 'TLS_AES_128_GCM_SHA256', minVersion: 'TLSv1.3', // what Go chooses
};
tls.createServer(options, (socket) => {
  socket.on('error', () => {});
  if (mode === 'pipe') {
    socket.pipe(socket);
    return;
  }
  socket.on('data', (data) => { if (!socket.write(data)) socket.pause(); });
  socket.on('drain', () => socket.resume());
}).listen(Number(port), '127.0.0.1');
