'use strict';
// for await over the accepted socket: ends, and the socket is closed afterwards.
const { log, call, props, pair, show } = require('./record.js');

pair({ accepted: { skip: ['data'], sum: true } }, async (client, accepted) => {
  call(client, 'end', 'iterate me');
  for await (const c of accepted) log('accepted', `chunk ${show(c)}`);
  log('accepted', 'loop-done');
  props(accepted, 'destroyed', 'readableEnded');
});
