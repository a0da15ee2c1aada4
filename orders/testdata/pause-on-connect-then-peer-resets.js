'use strict';
// pauseOnConnect and the peer resets: not noticed until resume().
const { call, props, pair, quiet } = require('./record.js');

pair({ server: { pauseOnConnect: true } }, (client, accepted) => {
  call(client, 'resetAndDestroy');
  quiet(80, accepted).then(() => {
    props(accepted, 'readyState', 'destroyed');
    call(accepted, 'resume');
  });
});
