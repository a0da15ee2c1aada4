// A local port that somebody has: the error names this end, also where no address was given.
const net = require('net');
const server = net.createServer().listen(0, '0.0.0.0', () => {
  const { port } = server.address();
  const tries = [{ localPort: port }, { localPort: port, localAddress: '127.0.0.1' }];
  const next = () => {
    const options = tries.shift();
    if (!options) return server.close();
    net.connect({ port, host: '127.0.0.1', ...options }).on('error', (e) => {
      console.log(e.message.replace(port, 'PORT'), e.syscall, e.address, e.port === port, e.localAddress, e.localPort);
    }).on('close', next);
  };
  next();
});
