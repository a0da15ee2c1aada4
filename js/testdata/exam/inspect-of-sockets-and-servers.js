'use strict';
const { pair } = require('./harness');
const assert = require('assert');
const net = require('net');
const util = require('util');

const text = util.inspect(new net.Socket());
assert.match(text, /^(<ref \*1> )?Socket \{/);
for (const part of ['connecting: false', '_hadError: false', '_events:', '_readableState: ReadableState', '_writableState: WritableState', 'allowHalfOpen: false']) {
  assert(text.includes(part), part);
}
const server = net.createServer();
const shown = util.inspect(server);
assert.match(shown, /^(<ref \*1> )?Server \{/);
for (const part of ['_events', '_connections: 0', 'allowHalfOpen: false', 'pauseOnConnect: false', '_handle: null']) {
  assert(shown.includes(part), part);
}
pair((client, peer) => {
  assert.match(util.inspect(client), /Socket \{/);
  assert.match(util.format('%o', peer), /Socket/);
  client.destroy();
  peer.resume();
});
