'use strict';
// new net.Socket({ signal }) with a signal that is aborted already; no connect.
const { net, watch, props } = require('./record.js');

const client = watch(new net.Socket({ signal: AbortSignal.abort() }), 'client');
props(client, 'destroyed', 'readyState');
