'use strict';
// The names of families as a lookup function gets them, and what does not go with a
// bound socket.
const net = require('net');
const server = net.createServer((c) => c.end()).listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  for (const family of ['IPv4', 'IPv6', 'ipv4', 'x', 0, 4, 6, 5, '4', undefined, null, true, {}]) {
    await new Promise((resolve) => {
      const lookup = (host, options, cb) => {
        console.log(family, options);
        if (options.all) cb(null, [{ address: '127.0.0.1', family: 4 }]);
        else cb(null, '127.0.0.1', 4);
      };
      net.connect({ port, host: 'x', family, lookup }).on('close', (failed) => resolve(console.log('close', failed)));
    });
  }
  for (const local of [{ localAddress: '127.0.0.2' }, { localPort: 0 }, { localPort: 5000 }, { localPort: undefined }, { localAddress: null }, { localAddress: '' }]) {
    const handle = new net.BoundSocket({ host: '127.0.0.1' });
    try {
      await new Promise((resolve) => net.connect({ handle, port, host: '127.0.0.1', ...local }).on('close', resolve));
      console.log(local, 'connected');
    } catch (err) {
      console.log(local, err.name, err.code, err.message.split('.')[0]);
    }
  }
  server.close();
});
