'use strict';
// end() and at once resetAndDestroy() (the shutdown is still under way): 'error' EINVAL,
// the end callback fails, and 'close' never comes; Node then spins for ever at exit
// (hence reallyExit). Recorded as a curiosity, not something to copy.
const { call, cb, props, pair, quiet } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', 'x', cb(client, 'end-callback'));
  call(client, 'resetAndDestroy');
  quiet(100, client).then(() => {
    props(client, 'destroyed', 'closed', 'readyState');
    process.reallyExit(0);
  });
});
