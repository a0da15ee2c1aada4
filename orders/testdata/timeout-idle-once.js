'use strict';
// setTimeout(50): one 'timeout' when idle; it does not come again without activity, and
// nothing is closed.
const { call, props, pair, quiet } = require('./record.js');

pair({}, (client) => {
  call(client, 'setTimeout', 50);
  client.once('timeout', () => {
    props(client, 'readyState', 'destroyed', 'timeout');
    quiet(150, client).then(() => {
      call(client, 'end');
    });
  });
});
