'use strict';
const { pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  for (const tos of [-1, 256, 1.5, Infinity]) assert.throws(() => client.setTypeOfService(tos), { code: 'ERR_OUT_OF_RANGE' });
  for (const tos of ['x', null, undefined, {}, NaN]) assert.throws(() => client.setTypeOfService(tos), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.strictEqual(client.setTypeOfService(16), client);
  assert.strictEqual(client.getTypeOfService(), 16);
  client.destroy();
  peer.resume();
});
