'use strict';
// resetAndDestroy() on the client itself: no error on its own side.
const { call, state, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'resetAndDestroy');
  state(client);
});
