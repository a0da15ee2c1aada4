'use strict';
// unshift() after 'end'.
const { call, pair } = require('./record.js');

pair({}, (client, accepted) => {
  accepted.once('end', () => {
    call(accepted, 'unshift', Buffer.from('late'));
  });
  call(client, 'end', 'x');
});
