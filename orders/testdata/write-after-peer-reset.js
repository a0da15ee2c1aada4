'use strict';
// A socket that does not read (pauseOnConnect) writes after the peer's reset.
const { log, call, cb, pair, quiet } = require('./record.js');

pair({ server: { pauseOnConnect: true }, accepted: { skip: ['data'] } }, (client, accepted) => {
  call(client, 'resetAndDestroy');
  quiet(50, accepted).then(() => {
    call(accepted, 'write', 'x', cb(accepted, 'write-callback'));
    accepted.once('error', (e) => log('accepted', `error-syscall ${e.syscall}`));
  });
});
