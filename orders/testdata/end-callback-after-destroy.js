'use strict';
// destroy(), then end(cb).
const { call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy');
  call(client, 'end', cb(client, 'end-callback'));
  call(client, 'end', 'x', cb(client, 'end-callback-with-data'));
  props(client, 'writableEnded');
});
