'use strict';
// readyState, readable and writable as seen in each handler of both sides.
const { call, props, pair } = require('./record.js');

pair({}, (client, accepted) => {
  for (const s of [client, accepted]) {
    for (const e of ['data', 'end', 'finish', 'close']) {
      s.once(e, () => props(s, 'readyState', 'readable', 'writable', 'destroyed', 'pending', 'closed'));
    }
  }
  call(client, 'end', 'x');
});
