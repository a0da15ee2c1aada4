'use strict';
const { mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

for (const port of [-1, 65536, 1.5, NaN, Infinity, -Infinity, '-1', '65536', '1.5', ' ', '']) {
  const server = net.createServer();
  if (port === '' || typeof port === 'string' && !(Number(port) >= 0)) continue;
  assert.throws(() => server.listen(port, mustNotCall()), {
    code: 'ERR_SOCKET_BAD_PORT',
    name: 'RangeError',
    message: /^options\.port should be >= 0 and < 65536\. Received type (number|string) \(.*\)\.$/,
  });
  assert.throws(() => server.listen({ port }, mustNotCall()), { code: 'ERR_SOCKET_BAD_PORT' });
}
