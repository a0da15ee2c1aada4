'use strict';
// setTimeout() on a destroyed socket never fires.
const { call, props, pair, quiet } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy');
  client.once('close', () => {
    call(client, 'setTimeout', 30);
    props(client, 'timeout');
    quiet(80, client);
  });
});
