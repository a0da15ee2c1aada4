'use strict';
// Both addresses accept nothing: what the last attempt's timeout does (nothing fires
// for the last one: the kernel decides). The socket is destroyed after 250 ms.
const { net, watch, call, props, quiet, takePort, deaf } = require('./record.js');

const port = takePort();
deaf(port, ['127.0.0.2', '127.0.0.3'], (release) => {
  const client = net.connect({
    port, host: 'example.test', autoSelectFamilyAttemptTimeout: 40,
    lookup(host, opts, done) {
      setImmediate(() => done(null, [{ address: '127.0.0.2', family: 4 }, { address: '127.0.0.3', family: 4 }]));
    },
  });
  watch(client, 'client');
  quiet(250, 'client').then(() => {
    props(client, 'readyState', 'connecting', 'autoSelectFamilyAttemptedAddresses');
    call(client, 'destroy');
  });
  client.once('close', release);
});
