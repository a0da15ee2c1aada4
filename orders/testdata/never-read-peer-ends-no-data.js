'use strict';
// The same without any data: the FIN alone. Here 'end' and 'close' DO come, though
// nobody reads: an empty read buffer plus the FIN is the end.
const { call, props, pair, quiet } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  call(client, 'end');
  client.once('finish', () => quiet(100, client, accepted).then(() => {
    props(accepted, 'readyState', 'readableLength', 'readableEnded', 'bytesRead', 'readableFlowing', 'destroyed');
    props(client, 'readyState', 'destroyed');
  }));
});
