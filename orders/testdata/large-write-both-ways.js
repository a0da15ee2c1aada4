'use strict';
// Both sides write 8 MiB at once; the client ends when all has arrived on both sides.
const { call, cb, props, pair } = require('./record.js');

pair({ client: { sum: true }, accepted: { sum: true } }, (client, accepted) => {
  let waiting = 4;
  const ready = () => { if (--waiting === 0) call(client, 'end', cb(client, 'end-callback')); };
  for (const s of [client, accepted]) {
    let n = 0;
    s.on('data', (d) => { n += d.length; if (n === 8 << 20) ready(); });
    call(s, 'write', Buffer.alloc(8 << 20), (e) => { cb(s, 'write-callback')(e); ready(); });
    s.once('close', () => props(s, 'bytesWritten', 'bytesRead'));
  }
});
