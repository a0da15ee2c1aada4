'use strict';
// allowHalfOpen set to true on the accepted socket after the connection.
const { log, call, props, pair, quiet } = require('./record.js');

pair({}, (client, accepted) => {
  props(accepted, 'allowHalfOpen');
  accepted.allowHalfOpen = true;
  log('accepted', 'set-allowHalfOpen true');
  call(client, 'end');
  accepted.once('end', () => quiet(60, accepted).then(() => call(accepted, 'end', 'late')));
});
