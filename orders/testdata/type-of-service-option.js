'use strict';
// typeOfService given before and at connect.
const { net, watch, call, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  call(client, 'getTypeOfService');
  call(client, 'setTypeOfService', 8);
  call(client, 'getTypeOfService');
  client.connect({ ...address });
  call(client, 'getTypeOfService');
  client.once('ready', () => { call(client, 'getTypeOfService'); call(client, 'end'); });
  client.once('close', () => call(client, 'getTypeOfService'));
});
