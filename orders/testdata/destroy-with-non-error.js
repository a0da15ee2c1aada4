'use strict';
// destroy('text') and destroy(5): 'error' gets the value itself.
const { log, call, props, pair } = require('./record.js');

pair({}, (client, accepted) => {
  call(client, 'destroy', 'text');
  props(client, 'destroyed');
  log('client', `errored ${client.errored}`);
});
