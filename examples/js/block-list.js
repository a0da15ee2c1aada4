// Block-list shows how a server turns away addresses, and how a client keeps away from them.
const net = require('net');

const blocked = new net.BlockList();
blocked.addAddress('127.0.0.1');
blocked.addRange('10.0.0.1', '10.0.0.99');
blocked.addSubnet('192.168.0.0', 16);
blocked.addSubnet('fe80::', 10, 'ipv6');

for (const rule of blocked.rules) console.log(rule);
console.log('10.0.0.50 is blocked:', blocked.check('10.0.0.50'));
console.log('10.0.1.50 is blocked:', blocked.check('10.0.1.50'));
console.log('::ffff:192.168.7.7 is blocked:', blocked.check('::ffff:192.168.7.7', 'ipv6'));

const server = net.createServer({ blockList: blocked }, (socket) => {
  console.log('let in:', socket.remoteAddress);
  socket.end();
});

server.listen(0, '0.0.0.0', () => {
  const { port } = server.address();
  const unwanted = net.connect({ port, host: '127.0.0.1' });
  unwanted.on('close', () => {
    console.log('turned away:', unwanted.bytesRead === 0);
    const wanted = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    wanted.resume().on('close', careful);
  });

  function careful() {
    const client = net.connect({ port, host: '127.0.0.1', blockList: blocked });
    client.on('error', (error) => {
      console.log('did not connect:', error.code);
      server.close();
    });
  }
});
