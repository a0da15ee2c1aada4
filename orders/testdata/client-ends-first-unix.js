'use strict';
// client-ends-first over a unix socket.
const { log, call, props, pair, show } = require('./record.js');

pair({ unix: true }, (client, accepted) => {
  props(client, 'remoteAddress', 'localAddress', 'remotePort');
  props(accepted, 'remoteAddress', 'localAddress', 'remotePort');
  log('accepted', `address ${show(accepted.address())}`);
  call(client, 'end', 'x');
});
