'use strict';
// An exception in 'data' (caught globally): the rest goes on, 'end' and 'close' come.
const { log, call, pair, arrived } = require('./record.js');

process.on('uncaughtException', (e) => log('client', `uncaught ${e.message}`));
pair({}, (client, accepted) => {
  client.once('data', () => { throw new Error('in data'); });
  call(accepted, 'write', 'x');
  arrived(client, 1, () => call(accepted, 'end', 'y'));
});
