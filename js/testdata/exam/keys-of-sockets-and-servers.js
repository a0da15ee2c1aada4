'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const keys = Object.keys(new net.Socket());
for (const key of ['connecting', '_hadError', '_parent', '_host', '_closeAfterHandlingError', '_events', '_readableState', '_writableState', 'allowHalfOpen', 'server', '_server', '_pendingData', '_pendingEncoding', '_sockname']) {
  assert(keys.includes(key), key);
}
const names = Object.keys(net.createServer());
for (const key of ['_events', '_connections', 'allowHalfOpen', 'pauseOnConnect', 'noDelay', 'keepAlive', 'keepAliveInitialDelay', '_handle', '_usingWorkers', '_workers', '_unref', '_listeningId']) {
  assert(names.includes(key), key);
}
