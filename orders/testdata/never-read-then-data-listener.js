'use strict';
// A 'data' listener added long after data and FIN came: data, end, close.
const { log, call, pair, quiet, show } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  call(client, 'end', 'waiting');
  client.once('finish', () => quiet(60, client, accepted).then(() => {
    accepted.on('data', (d) => log('accepted', `data ${show(d)}`));
    log('accepted', 'data-listener-added');
    process.nextTick(() => log('accepted', 'next-tick'));
  }));
});
