'use strict';
// destroySoon() after a small write.
const { call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'write', 'small', cb(client, 'write-callback'));
  call(client, 'destroySoon');
  props(client, 'destroyed', 'writable', 'writableEnded');
});
