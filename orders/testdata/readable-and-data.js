'use strict';
// Both a 'readable' and a 'data' listener: 'data' comes from read() calls only.
const { log, call, props, pair, arrived, show } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.on('data', (d) => log('accepted', `data ${show(d)}`));
  accepted.on('readable', () => {
    log('accepted', `readable readableLength=${accepted.readableLength}`);
    const c = accepted.read();
    log('accepted', `read ${show(c)}`);
  });
  props(accepted, 'readableFlowing');
  call(client, 'write', 'abcdef');
  arrived(accepted, 6, () => call(client, 'end'));
});
