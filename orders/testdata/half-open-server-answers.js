'use strict';
// allowHalfOpen server: answers after the client's FIN, a round later.
const { call, cb, props, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'end', 'question');
  accepted.once('end', () => {
    props(accepted, 'readyState', 'writable', 'readable');
    setImmediate(() => {
      call(accepted, 'write', 'answer', cb(accepted, 'write-callback'));
      call(accepted, 'end', cb(accepted, 'end-callback'));
    });
  });
});
