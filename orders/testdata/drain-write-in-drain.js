'use strict';
// Write until false, wait for 'drain', again: the classic loop, three rounds.
const { call, cb, pair } = require('./record.js');

let rounds = 0;
pair({ accepted: { sum: true } }, (client) => {
  const go = () => {
    if (++rounds > 3) return call(client, 'end');
    call(client, 'write', Buffer.alloc(16 << 20), cb(client, `write-callback-${rounds}`));
  };
  client.on('drain', go);
  go();
});
