'use strict';
// setNoDelay, setKeepAlive, setTimeout, ref, unref, setTypeOfService before connect.
const { net, watch, log, call, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  log('client', `setNoDelay-returns-this ${client.setNoDelay(true) === client}`);
  log('client', `setKeepAlive-returns-this ${client.setKeepAlive(true, 1000) === client}`);
  log('client', `setTimeout-returns-this ${client.setTimeout(1000) === client}`);
  log('client', `setTypeOfService-returns-this ${client.setTypeOfService(16) === client}`);
  log('client', `ref-returns-this ${client.ref() === client}`);
  log('client', `unref-returns-this ${client.unref() === client}`);
  log('client', `ref-returns-this ${client.ref() === client}`);
  log('client', `pause-returns-this ${client.pause() === client}`);
  log('client', `resume-returns-this ${client.resume() === client}`);
  log('client', `listeners-of-connect ${client.listenerCount('connect') - 1}`);
  client.connect(address);
  client.once('ready', () => call(client, 'end'));
});
