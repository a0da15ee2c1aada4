'use strict';
const { mustCall, pair } = require('./harness');

pair((client, peer) => {
  const handle = client._handle;
  client._handle = null;
  client.on('finish', mustCall());
  client.end(mustCall());
  handle.close();
  peer.resume();
});
