'use strict';
// connect() in the same tick as destroy(), before 'close': the old 'close' comes after
// the new connect began; the new connection opens, sends and closes only when it is destroyed.
const { net, watch, call, cb, props, state, serve, quiet } = require('./record.js');

serve({}, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  call(client, 'destroy');
  call(client, 'connect', address);
  props(client, 'destroyed', 'connecting', 'readyState');
  client.once('ready', () => {
    call(client, 'end', 'x', cb(client, 'end-callback'));
    quiet(100, client).then(() => { state(client); call(client, 'destroy'); });
  });
});
