'use strict';
// The server side calls end(); the client (allowHalfOpen false) ends by itself.
const { call, props, pair } = require('./record.js');

pair({}, (client, accepted) => {
  call(accepted, 'end', 'bye');
  client.once('end', () => props(client, 'readyState', 'writable', 'writableEnded', 'destroyed'));
});
