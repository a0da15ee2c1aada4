'use strict';
// net.BoundSocket: bad input, a port in use, close, after close.
const { net, log, tmpPath, seePort, errText } = require('./record.js');

const t = (label, fn) => {
  try { const r = fn(); log('bound', `${label} => ok${typeof r === 'boolean' ? ` ${r}` : ''}`); return r; } catch (e) { log('bound', `${label} => ${errText(e)}`); }
  return undefined;
};
const one = new net.BoundSocket({ host: '127.0.0.1' });
const { port } = one.address();
seePort(port);
t('port-bound-by-another-BoundSocket', () => new net.BoundSocket({ host: '127.0.0.1', port }).close());
t('close', () => { one.close(); });
t('close-again', () => { one.close(); });
t('address-after-close', () => { one.address(); });
t('host-name', () => new net.BoundSocket({ host: 'localhost' }).close());
t('port -1', () => new net.BoundSocket({ port: -1 }).close());
t('port 65536', () => new net.BoundSocket({ port: 65536 }).close());
t('port "x"', () => new net.BoundSocket({ port: 'x' }).close());
t('options null', () => new net.BoundSocket(null));
t('options 5', () => new net.BoundSocket(5));
t('ipv6Only "x"', () => new net.BoundSocket({ ipv6Only: 'x' }));
t('reusePort 1', () => new net.BoundSocket({ reusePort: 1 }));
t('host 5', () => new net.BoundSocket({ host: 5 }));
t('path and port', () => new net.BoundSocket({ path: '/tmp/x', port: 1 }));
t('path missing directory', () => new net.BoundSocket({ path: tmpPath('no/sock') }));
t('address not ours', () => new net.BoundSocket({ host: '192.0.2.1' }));
const server = net.createServer().listen(0, '127.0.0.1', () => {
  seePort(server.address().port);
  t('port-in-use', () => new net.BoundSocket({ host: '127.0.0.1', port: server.address().port }));
  server.close();
});
t('ipv6Only default host', () => { const b = new net.BoundSocket({ ipv6Only: true }); log('bound', `address ${b.address().address}`); b.close(); });
t('default host', () => { const b = new net.BoundSocket(); log('bound', `address ${b.address().address}`); b.close(); });
