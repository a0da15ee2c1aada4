'use strict';
// pause() before any 'data' listener: adding one does not start the flow.
const { log, call, props, pair, quiet, show } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  call(accepted, 'pause');
  accepted.on('data', (d) => log('accepted', `data ${show(d)}`));
  call(client, 'end', 'hello');
  client.once('finish', () => quiet(60, accepted).then(() => {
    props(accepted, 'readableFlowing', 'readableLength');
    call(accepted, 'resume');
  }));
});
