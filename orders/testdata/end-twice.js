'use strict';
// end() twice without callbacks, and end() after 'finish' and after 'close'.
const { call, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', 'x');
  call(client, 'end');
  client.once('finish', () => call(client, 'end'));
  client.once('close', () => call(client, 'end'));
});
