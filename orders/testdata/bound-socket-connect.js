'use strict';
// net.BoundSocket as a client's handle: bound early, then connected.
const { net, watch, log, call, props, serve, errText } = require('./record.js');

serve({}, null, (address) => {
  const bound = new net.BoundSocket({ host: '127.0.0.1' });
  log('client', `bound ${bound.address().address} ${bound.address().family} fd-is-number ${bound.fd() >= 0} isPipe ${bound.isPipe}`);
  const { port } = bound.address();
  const client = watch(new net.Socket({ handle: bound }), 'client');
  for (const m of ['address', 'fd', 'close']) {
    try { bound[m](); log('client', `${m}-ok`); } catch (e) { log('client', `${m}-threw ${errText(e)}`); }
  }
  props(client, 'readyState', 'pending', 'connecting', 'localAddress');
  call(client, 'connect', address);
  props(client, 'readyState', 'pending', 'connecting', 'localAddress');
  client.once('ready', () => {
    log('client', `same-port ${client.localPort === port}`);
    call(client, 'end', 'x');
  });
});
