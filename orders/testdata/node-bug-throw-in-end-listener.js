'use strict';
// An exception in 'end' (caught globally): the socket does not end its own side any more
// and never closes. Recorded as a curiosity.
const { log, call, props, pair, quiet } = require('./record.js');

process.on('uncaughtException', (e) => log('client', `uncaught ${e.message}`));
pair({}, (client, accepted) => {
  client.once('end', () => { throw new Error('in end'); });
  call(accepted, 'end', 'x');
  quiet(120, client).then(() => {
    props(client, 'readyState', 'destroyed');
    call(client, 'destroy');
  });
});
