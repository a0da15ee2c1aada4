'use strict';
// socket[Symbol.asyncDispose]() destroys with an AbortError, which is emitted; it resolves.
const { log, props, pair, errText } = require('./record.js');

pair({}, async (client) => {
  log('client', 'call-asyncDispose');
  await client[Symbol.asyncDispose]().then(() => log('client', 'asyncDispose-resolved'), (e) => log('client', `asyncDispose-rejected ${errText(e)}`));
  props(client, 'destroyed', 'errored');
});
