'use strict';
// destroy(err): 'error' then 'close true'.
const { call, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy', new Error('boom'));
  props(client, 'destroyed', 'errored', 'closed', 'readyState');
  client.once('error', () => props(client, 'destroyed', 'closed', 'errored'));
  client.once('close', () => props(client, 'destroyed', 'closed', 'errored'));
});
