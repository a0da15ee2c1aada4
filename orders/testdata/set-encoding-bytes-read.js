'use strict';
// bytesRead counts bytes, 'data' gives characters.
const { log, call, props, pair } = require('./record.js');

pair({}, (client, accepted) => {
  accepted.setEncoding('utf8');
  call(client, 'end', '\u20ac\u20ac');
  accepted.once('data', (d) => log('accepted', `length ${d.length}`));
  accepted.once('close', () => props(accepted, 'bytesRead'));
});
