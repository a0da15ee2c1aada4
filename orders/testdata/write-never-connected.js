'use strict';
// write() on a new socket that was never told to connect.
const { net, watch, call, cb, props, quiet } = require('./record.js');

const client = new net.Socket();
watch(client, 'client');
call(client, 'write', 'x', cb(client, 'write-callback'));
props(client, 'destroyed', 'errored', 'writableLength');
quiet(50, client).then(() => {
  props(client, 'destroyed', 'errored');
});
