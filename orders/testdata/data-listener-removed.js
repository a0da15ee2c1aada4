'use strict';
// Removing the only 'data' listener does not pause: data is lost from then on.
const { log, call, props, pair, show } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  const onData = (d) => {
    log('accepted', `data ${show(d)}`);
    accepted.removeListener('data', onData);
    props(accepted, 'readableFlowing');
    call(client, 'end', 'lost');
  };
  accepted.on('data', onData);
  call(client, 'write', 'seen');
  accepted.once('close', () => props(accepted, 'bytesRead'));
});
