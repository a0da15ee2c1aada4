'use strict';
// Data waits in a paused client, the peer ends, then resume(): data, end, close.
const { log, call, props, pair, quiet, show } = require('./record.js');

pair({ client: { skip: ['data'] } }, (client, accepted) => {
  client.on('data', (d) => log('client', `data ${show(d)}`));
  call(client, 'pause');
  call(accepted, 'end', 'waiting');
  accepted.once('finish', () => quiet(60, client).then(() => {
    props(client, 'readyState', 'readableLength', 'readableEnded', 'bytesRead');
    call(client, 'resume');
    log('client', 'resume-returned');
    process.nextTick(() => log('client', 'next-tick'));
  }));
});
