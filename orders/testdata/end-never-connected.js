'use strict';
// end() on a new socket that was never told to connect.
const { net, watch, call, cb, state, quiet } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
call(client, 'end', cb(client, 'end-callback'));
quiet(50, client).then(() => {
  state(client);
  call(client, 'destroy');
});
