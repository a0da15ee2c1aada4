'use strict';
// destroySoon() after 'finish': destroys at once.
const { call, props, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client, accepted) => {
  client.once('finish', () => {
    call(client, 'destroySoon');
    props(client, 'destroyed');
  });
  call(client, 'end');
  accepted.once('end', () => call(accepted, 'end'));
});
