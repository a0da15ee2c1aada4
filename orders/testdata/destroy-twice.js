'use strict';
// destroy(), then destroy(err): the second call changes nothing.
const { call, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy');
  call(client, 'destroy', new Error('late'));
  props(client, 'errored');
});
