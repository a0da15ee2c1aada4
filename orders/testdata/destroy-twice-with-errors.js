'use strict';
// destroy(err1), then destroy(err2): only the first error is reported.
const { call, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroy', new Error('first'));
  call(client, 'destroy', new Error('second'));
  props(client, 'errored');
  client.once('close', () => {
    call(client, 'destroy', new Error('third'));
    props(client, 'errored');
  });
});
