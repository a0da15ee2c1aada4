'use strict';
// The same with handles that the workers share, each listening for itself: in any order between.
process.env.NODE_CLUSTER_SCHED_POLICY = 'none';
require('./cluster.js');
