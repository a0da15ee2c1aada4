'use strict';
const { mustNotCall, pair } = require('./harness');

pair((client, peer) => {
  client._handle.setNoDelay = mustNotCall('setNoDelay(false)');
  client.setNoDelay(false);
  client.setNoDelay(0);
  client.destroy();
  peer.destroy();
});
