'use strict';
// setTimeout(50) then setTimeout(0): nothing fires.
const { call, props, pair, quiet } = require('./record.js');

pair({}, (client) => {
  call(client, 'setTimeout', 50);
  props(client, 'timeout');
  call(client, 'setTimeout', 0);
  props(client, 'timeout');
  quiet(150, client).then(() => call(client, 'end'));
});
