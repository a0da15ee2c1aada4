'use strict';
// A 'readable' listener is removed: the flow resumes for the 'data' listener.
const { log, call, pair, show } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.on('data', (d) => log('accepted', `data ${show(d)}`));
  const onReadable = () => {
    log('accepted', `readable readableLength=${accepted.readableLength}`);
    accepted.removeListener('readable', onReadable);
    log('accepted', 'readable-listener-removed');
  };
  accepted.on('readable', onReadable);
  call(client, 'write', 'abc');
  accepted.once('data', () => call(client, 'end', 'def'));
});
