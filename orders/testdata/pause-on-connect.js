'use strict';
// pauseOnConnect: nothing is read until resume(), though a 'data' listener is there.
const { log, call, props, pair, quiet } = require('./record.js');

pair({ server: { pauseOnConnect: true } }, (client, accepted) => {
  log('accepted', `isPaused ${accepted.isPaused()}`);
  call(client, 'end', 'hello');
  client.once('finish', () => quiet(60, client, accepted).then(() => {
    props(accepted, 'bytesRead', 'readableLength', 'readableFlowing', 'readyState');
    call(accepted, 'resume');
  }));
});
