'use strict';
// After 'timeout', received data rearms the timer.
const { call, pair } = require('./record.js');

let n = 0;
pair({}, (client, accepted) => {
  call(client, 'setTimeout', 50);
  client.on('timeout', () => {
    n++;
    if (n === 1) call(accepted, 'write', 'x');
    else call(client, 'end');
  });
});
