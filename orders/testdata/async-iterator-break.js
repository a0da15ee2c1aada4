'use strict';
// Leaving the for await loop early destroys the socket.
const { log, call, props, pair, show } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, async (client, accepted) => {
  call(client, 'write', 'iterate me');
  for await (const c of accepted) {
    log('accepted', `chunk ${show(c)}`);
    break;
  }
  log('accepted', 'loop-done');
  props(accepted, 'destroyed', 'errored');
});
