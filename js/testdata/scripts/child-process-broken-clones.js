'use strict';
// The same with messages that are structured clones.
process.env.NODENET_SERIALIZATION = 'advanced';
require('./child-process-broken-messages.js');
