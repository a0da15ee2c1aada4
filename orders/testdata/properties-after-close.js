'use strict';
// All properties after a normal close, once read before (remoteAddress is kept then) ...
const { log, call, props, state, pair, show } = require('./record.js');

pair({}, (client, accepted) => {
  state(client);
  state(accepted);
  call(client, 'end', 'hello');
  client.once('close', () => {
    state(client);
    log('client', `address ${show(client.address())}`);
    props(client, 'remoteFamily', 'localFamily', 'bufferSize');
  });
  accepted.once('close', () => { state(accepted); });
});
