'use strict';
// read(n) when two chunks wait: joins them; read(too much) gives null; after the peer's
// end it gives the rest.
const { log, props, pair, arrived, show, later } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  client.write('abc');
  arrived(accepted, 3, () => client.write('defg'));
  arrived(accepted, 7, () => {
    props(accepted, 'readableLength', 'readableFlowing');
    log('accepted', `read(4) ${show(accepted.read(4))}`);
    log('accepted', `read(9) ${show(accepted.read(9))}`);
    log('accepted', `read(0) ${show(accepted.read(0))}`);
    props(accepted, 'readableLength');
    client.end();
    later(() => {
      log('accepted', `read(9) ${show(accepted.read(9))}`);
      log('accepted', `read(9) ${show(accepted.read(9))}`);
    }, 40);
  });
});
