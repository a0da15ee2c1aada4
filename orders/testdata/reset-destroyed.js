'use strict';
// resetAndDestroy() right after destroy().
const { call, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy');
  call(client, 'resetAndDestroy');
  props(client, 'errored');
});
