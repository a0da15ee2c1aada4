'use strict';
// What each event hands over: the number of arguments, their kinds, and 'this'.

const net = require('net');

const kind = (v) => (v === null ? 'null' : typeof v === 'object' ? v.constructor.name : typeof v);
function watch(who, emitter, events) {
  for (const event of events) {
    emitter.on(event, function(...args) {
      console.log(who, event, this === emitter, args.map(kind).join());
    });
  }
}
const sockets = ['lookup', 'connectionAttempt', 'connect', 'ready', 'data', 'end', 'drain', 'finish', 'timeout', 'error', 'close', 'pause', 'resume'];
const server = net.createServer();
watch('server', server, ['listening', 'connection', 'close', 'error', 'drop']);
server.on('connection', (accepted) => {
  watch('accepted', accepted, sockets);
  accepted.end('x');
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  watch('client', client, sockets);
  client.on('close', () => {
    const failing = net.connect(1, '127.0.0.1');
    watch('failing', failing, sockets);
    failing.on('close', () => server.close());
  });
});
// in any order between server, accepted and the clients
