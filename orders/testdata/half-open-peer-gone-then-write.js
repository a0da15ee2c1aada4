'use strict';
// The accepted socket is half open, the client is destroyed: the accepted socket gets
// 'end' only; its first write succeeds, a later one fails.
const { call, cb, props, pair, quiet, later } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'destroy');
  accepted.once('end', () => {
    quiet(30, accepted).then(() => {
      props(accepted, 'readyState');
      call(accepted, 'write', 'one', cb(accepted, 'write-callback-1'));
      later(() => {
        call(accepted, 'write', 'two', cb(accepted, 'write-callback-2'));
      }, 50);
    });
  });
});
