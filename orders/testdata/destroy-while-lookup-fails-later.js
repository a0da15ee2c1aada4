'use strict';
// destroy() while the lookup is under way; the lookup then fails.
const { net, watch, log, call, state, quiet } = require('./record.js');

const client = net.connect({
  port: 1, host: 'example.test',
  lookup(host, opts, done) {
    log('client', 'lookup-called');
    setTimeout(() => {
      log('client', 'lookup-calls-back');
      done(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
    }, 20);
  },
});
watch(client, 'client');
call(client, 'destroy');
quiet(80, 'client').then(() => state(client));
