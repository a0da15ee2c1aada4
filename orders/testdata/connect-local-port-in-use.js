'use strict';
// localPort is the server's own port (in use on that address).
const { net, watch, log, serve } = require('./record.js');

serve({ keep: true, quiet: true }, null, (address, server) => {
  const other = net.createServer().listen(0, '127.0.0.1', () => {
    const client = net.connect({ ...address, localAddress: '127.0.0.1', localPort: other.address().port });
    watch(client, 'client');
    client.once('error', (e) => log('client', `error-keys ${Object.keys(e).join(' ')}`));
    client.once('close', () => { server.close(); other.close(); });
  });
});
