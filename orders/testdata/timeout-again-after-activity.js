'use strict';
// After 'timeout', a write rearms the timer: it fires again.
const { call, pair } = require('./record.js');

let n = 0;
pair({}, (client) => {
  call(client, 'setTimeout', 50);
  client.on('timeout', () => {
    n++;
    if (n === 1) call(client, 'write', 'x');
    else call(client, 'end');
  });
});
