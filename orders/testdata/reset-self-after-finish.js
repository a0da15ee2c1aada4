'use strict';
// end(), and resetAndDestroy() in 'finish' (the peer allows half open and stays open).
const { call, cb, props, pair, quiet } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client) => {
  client.once('finish', () => {
    call(client, 'resetAndDestroy');
    quiet(60, client).then(() => {
      props(client, 'destroyed', 'closed', 'readyState');
      process.reallyExit(0);
    });
  });
  call(client, 'end', cb(client, 'end-callback'));
});
