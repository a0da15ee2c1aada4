'use strict';
// end(cb) twice in a row, then in 'finish' and in 'close'.
const { call, cb, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', 'x', cb(client, 'end-callback-1'));
  call(client, 'end', cb(client, 'end-callback-2'));
  client.once('finish', () => call(client, 'end', cb(client, 'end-callback-in-finish')));
  client.once('close', () => call(client, 'end', cb(client, 'end-callback-in-close')));
});
