'use strict';
// Connecting to a path that is a plain file.
const { net, watch, tmpPath } = require('./record.js');

const path = tmpPath('file');
require('node:fs').writeFileSync(path, '');
const client = net.connect(path);
watch(client, 'client');
