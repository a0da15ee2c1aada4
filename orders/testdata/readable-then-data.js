'use strict';
// once('readable'), read a bit, then a 'data' listener takes over.
const { log, call, props, pair, arrived, show } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.once('readable', () => {
    log('accepted', `readable readableLength=${accepted.readableLength}`);
    log('accepted', `read(2) ${show(accepted.read(2))}`);
    accepted.on('data', (d) => log('accepted', `data ${show(d)}`));
    props(accepted, 'readableFlowing');
  });
  props(accepted, 'readableFlowing');
  call(client, 'write', 'abcdef');
  arrived(accepted, 6, () => call(client, 'end', 'gh'));
});
