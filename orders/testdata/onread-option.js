'use strict';
// net.connect({ onread: { buffer, callback } }): no 'data' events; false pauses.
const { net, watch, log, serve, show, later } = require('./record.js');

let n = 0;
const server = serve({}, (accepted) => {
  accepted.write('first');
}, (address, srv) => {
  const client = net.connect({
    ...address,
    onread: {
      buffer: Buffer.alloc(4),
      callback(nread, buf) {
        log('client', `onread ${nread} ${show(Buffer.from(buf.subarray(0, nread)))} same-buffer-length ${buf.length}`);
        if (++n === 2) {
          later(() => { log('client', 'call-resume'); client.resume(); client.end(); }, 40);
          return false;
        }
        return true;
      },
    },
  });
  watch(client, 'client');
});
