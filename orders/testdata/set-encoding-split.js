'use strict';
// setEncoding('utf8') with multi-byte characters split over writes.
const { call, pair, arrived } = require('./record.js');

const bytes = Buffer.from('a\u00e9\u20ac\u{1F600}z');
let i = 0;
pair({}, (client, accepted) => {
  accepted.setEncoding('utf8');
  accepted.setNoDelay();
  const next = () => {
    if (i === bytes.length) return call(client, 'end');
    client.write(bytes.subarray(i, ++i));
    arrived(accepted, i, next);
  };
  next();
});
