'use strict';
// destroySoon() without anything to send.
const { call, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'destroySoon');
  props(client, 'destroyed', 'writableEnded', 'writableFinished');
});
