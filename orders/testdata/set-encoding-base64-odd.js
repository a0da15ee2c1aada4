'use strict';
// setEncoding('base64') with chunks of 1, 1, 2 and 1 bytes: complete groups only.
const { call, pair, arrived } = require('./record.js');

let sent = 0;
const chunks = [[0x61], [0x62], [0x63, 0x64], [0x65]];
pair({}, (client, accepted) => {
  accepted.setEncoding('base64');
  const next = () => {
    if (!chunks.length) return call(client, 'end');
    const c = chunks.shift();
    sent += c.length;
    client.write(Buffer.from(c));
    arrived(accepted, sent, next);
  };
  next();
});
