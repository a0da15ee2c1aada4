'use strict';
// The same with messages that are structured clones: in any order between.
process.env.NODENET_SERIALIZATION = 'advanced';
require('./cluster.js');
