'use strict';
// Both sides call end() in the same tick.
const { call, pair } = require('./record.js');

pair({}, (client, accepted) => {
  call(client, 'end', 'from client');
  call(accepted, 'end', 'from accepted');
});
