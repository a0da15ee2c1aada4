'use strict';
const { mustCall, pair } = require('./harness');

pair((client, peer) => {
  const original = client._final;
  client._final = mustCall(function(cb) { original.call(this, cb); });
  client.end(mustCall());
  peer.resume();
});
