'use strict';
// destroy() inside the 'error' listener changes nothing.
const { call, pair } = require('./record.js');

pair({}, (client) => {
  client.once('error', () => call(client, 'destroy', new Error('again')));
  call(client, 'destroy', new Error('boom'));
});
