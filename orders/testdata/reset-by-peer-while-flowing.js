'use strict';
// The accepted socket calls resetAndDestroy(); the client flows: ECONNRESET.
const { log, call, props, state, pair } = require('./record.js');

pair({}, (client, accepted) => {
  call(accepted, 'resetAndDestroy');
  state(accepted);
  client.once('error', (e) => {
    log('client', `error-fields ${Object.keys(e).map((k) => `${k}=${e[k]}`).join(' ')}`);
    props(client, 'readyState', 'destroyed');
  });
});
