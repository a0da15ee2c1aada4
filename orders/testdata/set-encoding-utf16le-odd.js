'use strict';
// setEncoding('utf16le') with odd splits, a surrogate pair and an odd last byte.
const { call, pair, arrived } = require('./record.js');

const bytes = Buffer.concat([Buffer.from('a\u{1F600}b', 'utf16le'), Buffer.from([0x63])]);
let i = 0;
pair({}, (client, accepted) => {
  accepted.setEncoding('utf16le');
  const next = () => {
    if (i === bytes.length) return call(client, 'end');
    client.write(bytes.subarray(i, ++i));
    arrived(accepted, i, next);
  };
  next();
});
