'use strict';
// end(data) without a callback on a socket that is closed: silent.
const { call, props, pair, quiet } = require('./record.js');

pair({}, (client) => {
  call(client, 'end');
  client.once('close', () => {
    call(client, 'end', 'into the void');
    quiet(30, client).then(() => props(client, 'errored', 'bytesWritten'));
  });
});
