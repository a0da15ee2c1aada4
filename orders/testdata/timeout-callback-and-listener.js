'use strict';
// setTimeout(ms, callback) plus a 'timeout' listener: order; the callback is once only,
// setTimeout(0, callback) removes it.
const { log, call, pair } = require('./record.js');

let n = 0;
const callback = () => log('client', 'timeout-callback');
const other = () => log('client', 'timeout-callback-other');
pair({}, (client) => {
  client.setTimeout(50, callback);
  client.setTimeout(50, other);
  client.setTimeout(0, other);
  client.setTimeout(40);
  log('client', `timeout-listeners ${client.listenerCount('timeout')}`);
  client.on('timeout', () => {
    if (++n === 1) {
      log('client', `timeout-listeners ${client.listenerCount('timeout')}`);
      client.write('x');
    } else call(client, 'end');
  });
});
