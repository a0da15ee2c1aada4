'use strict';
// unshift() inside 'data' puts bytes back.
const { log, call, props, pair, arrived } = require('./record.js');

let done = false;
pair({}, (client, accepted) => {
  accepted.on('data', (d) => {
    if (!done) {
      done = true;
      log('accepted', `unshift-returned ${accepted.unshift(d.subarray(2))}`);
      props(accepted, 'readableLength', 'bytesRead');
    }
  });
  call(client, 'write', 'head-tail');
  arrived(accepted, 9, () => call(client, 'end'));
});
