'use strict';
// The options of createServer reach the sockets that come in.

const net = require('net');

function accept(options, look, done) {
  const server = net.createServer(options, (accepted) => {
    console.log(JSON.stringify(options));
    look(accepted, server);
    accepted.on('error', () => {});
    accepted.destroy();
    server.close(done);
  });
  server.listen(0, '127.0.0.1', () => net.connect(server.address().port, '127.0.0.1').on('error', () => {}).resume());
}

const flow = (s) => console.log(' ', s.isPaused(), s.readableFlowing, s.allowHalfOpen, s.readableHighWaterMark, s.writableHighWaterMark);
accept({}, (s, server) => {
  flow(s);
  console.log(' ', s.server === server, s.constructor.name, s.connecting, s.pending, s.readyState, s.timeout);
  console.log(' ', s.readable, s.writable, s.destroyed, s.localFamily, s.remoteFamily, s.localPort === server.address().port);
}, () => accept({ allowHalfOpen: true }, flow, () => accept({ pauseOnConnect: true }, flow, () => {
  accept({ highWaterMark: 1000 }, flow, () => accept({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 5000 }, flow, () => {
    console.log('done');
  }));
})));
