'use strict';
// destroy() inside 'end': 'finish' does not come.
const { call, pair } = require('./record.js');

pair({}, (client, accepted) => {
  client.once('end', () => call(client, 'destroy'));
  call(accepted, 'end', 'x');
});
