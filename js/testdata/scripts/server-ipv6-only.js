'use strict';
// ipv6Only: the same port can be had by an IPv4 server, which :: alone would hold too.

const net = require('net');

const dual = net.createServer((accepted) => {
  console.log('dual stack', accepted.remoteAddress, accepted.remoteFamily, accepted.localAddress, accepted.localFamily);
  accepted.end();
  dual.close(only);
});
dual.listen(0, '::', () => net.connect(dual.address().port, '127.0.0.1').resume());

function only() {
  const six = net.createServer();
  six.listen({ port: 0, host: '::', ipv6Only: true }, () => {
    const { port } = six.address();
    let bound;
    try {
      bound = new net.BoundSocket({ host: '0.0.0.0', port });
    } catch { // another program has the port of IPv4: once more, with another
      six.close(only);
      return;
    }
    const client = net.connect(port, '127.0.0.1');
    client.on('connect', () => console.log('connected?'));
    client.on('error', (error) => {
      console.log('ipv6Only', error.code);
      const four = net.createServer((accepted) => {
        console.log('the other', accepted.remoteAddress);
        accepted.end();
        four.close();
        six.close();
      });
      four.listen(bound, () => net.connect(port, '127.0.0.1').resume());
    });
  });
}
