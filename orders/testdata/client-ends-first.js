'use strict';
// The client calls end(); the accepted socket (allowHalfOpen false) ends by itself.
const { call, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end');
  props(client, 'readyState', 'writable', 'writableEnded', 'writableFinished', 'destroyed');
  client.once('finish', () => props(client, 'readyState', 'writableFinished'));
  client.once('end', () => props(client, 'readyState', 'destroyed'));
});
