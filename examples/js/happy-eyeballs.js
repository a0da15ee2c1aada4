// Happy-eyeballs shows how the addresses of a name are tried in turn, with the events of that.
const net = require('net');

// A name with two addresses, of which only the second has a server.
function lookup(host, options, callback) {
  setImmediate(callback, null, [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ]);
}

const server = net.createServer((socket) => socket.end('hello'));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: 'two.example', lookup, autoSelectFamilyAttemptTimeout: 5000 });
  client.on('lookup', (error, address, family, host) => console.log(`${host} is ${address}`));
  client.on('connectionAttempt', (ip) => console.log('trying', ip));
  client.on('connectionAttemptFailed', (ip, port, family, error) => console.log('failed', ip, error.code));
  client.on('connectionAttemptTimeout', (ip) => console.log('too slow', ip));
  client.on('connect', () => console.log('connected to', client.remoteAddress));
  client.on('data', (data) => console.log(data.toString()));
  client.on('close', () => server.close());
});
