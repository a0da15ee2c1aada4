'use strict';
// family: 6 with a host name: what the lookup is asked.
const { net, watch, log } = require('./record.js');

const client = net.connect({
  port: 1, host: 'nowhere.test', family: 6,
  lookup(host, opts, done) {
    log('client', `lookup-called family=${opts.family} hints=${opts.hints} all=${opts.all}`);
    setImmediate(() => done(Object.assign(new Error('none'), { code: 'ENOTFOUND' })));
  },
});
watch(client, 'client');
