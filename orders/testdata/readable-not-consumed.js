'use strict';
// A 'readable' listener that does not read: 'end' never comes.
const { log, call, props, pair, quiet, arrived, show } = require('./record.js');

pair({ accepted: { skip: ['data'], readable: true } }, (client, accepted) => {
  call(client, 'write', 'abc');
  arrived(accepted, 3, () => call(client, 'end', 'def'));
  client.once('finish', () => quiet(80, accepted).then(() => {
    props(accepted, 'readableLength', 'readableEnded', 'readyState');
    log('accepted', `read ${show(accepted.read())}`);
    log('accepted', `read ${show(accepted.read())}`);
  }));
});
