'use strict';
// destroy() inside 'finish' of a client that ended first: the 'end' does not come.
const { call, pair } = require('./record.js');

pair({}, (client) => {
  client.once('finish', () => call(client, 'destroy'));
  call(client, 'end', 'x');
});
