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
    const client = net.connect(six.address().port, '127.0.0.1');
    client.on('connect', () => console.log('connected?'));
    client.on('error', (error) => {
      const four = net.createServer((accepted) => {
        console.log('the other', accepted.remoteAddress);
        accepted.end();
        four.close();
        six.close();
      });
      // Another program may have the port of IPv4: then once more, with another.
      four.on('error', () => six.close(only));
      four.listen(six.address().port, '0.0.0.0', () => {
        console.log('ipv6Only', error.code);
        net.connect(four.address().port, '127.0.0.1').resume();
      });
    });
  });
}
