'use strict';
// resetAndDestroy() on a closed socket.
const { call, props, pair, quiet } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy');
  client.once('close', () => {
    call(client, 'resetAndDestroy');
    props(client, 'errored');
    quiet(30, 'client');
  });
});
