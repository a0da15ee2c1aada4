'use strict';
// The accepted socket writes 1 MiB; the client destroys itself in its first 'data':
// no more 'data', no 'end'.
const { log, call, pair } = require('./record.js');

let chunks = 0;
pair({ client: { skip: ['data'] }, accepted: { skip: ['error', 'close', 'drain', 'finish', 'end', 'data'] } }, (client, accepted) => {
  accepted.on('error', () => {}); // EPIPE or ECONNRESET
  client.on('data', () => {
    log('client', `data-chunk ${++chunks}`);
    call(client, 'destroy');
  });
  accepted.write(Buffer.alloc(1 << 20));
});
