'use strict';
// read(n): pull style; the rest at the end comes out by read(n) too once ended.
const { log, call, pair, arrived, show } = require('./record.js');

pair({ accepted: { skip: ['data'], readable: true } }, (client, accepted) => {
  accepted.on('readable', () => {
    let c;
    while ((c = accepted.read(4)) !== null) log('accepted', `read(4) ${show(c)}`);
    log('accepted', `read(4) null readableLength=${accepted.readableLength}`);
  });
  call(client, 'write', 'abcdefghij');
  arrived(accepted, 10, () => call(client, 'end'));
});
