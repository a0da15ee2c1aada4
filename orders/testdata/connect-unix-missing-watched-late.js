'use strict';
// net.connect() to a missing unix path: 'connectionAttempt' is emitted inside the call,
// so a listener added afterwards never sees it.
const { net, watch, tmpPath } = require('./record.js');

const client = net.connect(tmpPath('missing'));
watch(client, 'client');
