'use strict';
// read() without a size when two chunks wait: one chunk per call, not all.
const { log, props, pair, arrived, show, later } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  client.write('abc');
  arrived(accepted, 3, () => client.end('def'));
  arrived(accepted, 6, () => later(() => {
    props(accepted, 'readableLength', 'readableFlowing');
    log('accepted', `read ${show(accepted.read())}`);
    log('accepted', `read ${show(accepted.read())}`);
    log('accepted', `read ${show(accepted.read())}`);
  }, 40));
});
