'use strict';
// Writes every 20 ms keep a 120 ms timeout from firing; when they stop, it fires.
const { call, pair } = require('./record.js');

let n = 0;
pair({ accepted: { sum: true } }, (client) => {
  call(client, 'setTimeout', 120);
  const again = () => {
    if (++n <= 8) {
      call(client, 'write', String(n));
      setTimeout(again, 20);
    }
  };
  again();
  client.once('timeout', () => call(client, 'end'));
});
