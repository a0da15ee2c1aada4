'use strict';
// Methods that were replaced on prototypes and instances are the ones that are called.

const net = require('net');

const original = {
  connect: net.Socket.prototype.connect, write: net.Socket.prototype.write, end: net.Socket.prototype.end, destroy: net.Socket.prototype.destroy,
  listen: net.Server.prototype.listen, emit: net.Server.prototype.emit,
};
// What the script prints may go through a socket too.
const log = console.log;
log('patching');
net.Socket.prototype.connect = function(...args) {
  log('connect', Array.isArray(args[0]), args.length);
  return original.connect.apply(this, args);
};
net.Socket.prototype.write = function(chunk, ...rest) {
  if (this !== process.stdout) log('write', String(chunk), rest.length);
  return original.write.call(this, chunk, ...rest);
};
net.Socket.prototype.end = function(...args) {
  if (this !== process.stdout) log('end', args.length);
  return original.end.apply(this, args);
};
net.Server.prototype.listen = function(...args) {
  log('listen', args.length);
  return original.listen.apply(this, args);
};
net.Server.prototype.emit = function(event, ...args) {
  log('server emit', event);
  return original.emit.call(this, event, ...args);
};
const server = net.createServer((accepted) => {
  accepted.pipe(accepted);
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.setEncoding('utf8');
  const { emit } = client;
  client.emit = function(event, ...args) {
    if (!['resume', 'pause', 'readable', 'connectionAttempt', 'prefinish', 'newListener'].includes(event)) log('client emit', event);
    return emit.call(this, event, ...args);
  };
  client.write('echo');
  client.once('data', (text) => {
    log('data', text);
    client.end();
  });
  client.on('close', () => server.close());
});
// in any order between server and the rest
