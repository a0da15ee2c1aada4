'use strict';
// The accepted socket never reads the data that came, but ends itself: the client
// closes, the accepted socket does not.
const { call, props, pair, quiet } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  call(client, 'end', 'unread');
  client.once('finish', () => quiet(60, client, accepted).then(() => {
    call(accepted, 'end', 'bye');
    quiet(100, accepted).then(() => {
      props(accepted, 'readyState', 'readableLength', 'readableEnded', 'writableFinished', 'destroyed');
      call(accepted, 'destroy');
    });
  }));
});
