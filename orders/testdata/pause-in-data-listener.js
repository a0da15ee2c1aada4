'use strict';
// pause() inside 'data', resume() in a later tick.
const { log, call, pair, quiet, show } = require('./record.js');

pair({ client: { skip: ['data'] } }, (client, accepted) => {
  client.on('data', (d) => {
    log('client', `data ${show(d)}`);
    if (String(d) === 'one') {
      call(client, 'pause');
      log('client', `isPaused ${client.isPaused()}`);
      call(accepted, 'write', 'two');
      quiet(60, client).then(() => {
        log('client', `isPaused ${client.isPaused()}`);
        call(client, 'resume');
        log('client', `isPaused ${client.isPaused()}`);
        call(accepted, 'end', 'three');
      });
    }
  });
  call(accepted, 'write', 'one');
});
