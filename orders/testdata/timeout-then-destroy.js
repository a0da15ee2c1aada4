'use strict';
// The usual idiom: destroy() on 'timeout'; and the timeout does not fire after close.
const { call, props, pair, quiet } = require('./record.js');

pair({}, (client) => {
  call(client, 'setTimeout', 50);
  client.once('timeout', () => call(client, 'destroy'));
  client.once('close', () => quiet(100, client).then(() => props(client, 'timeout')));
});
